package dev.landfall.integration.jobrole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * STS of an account that decides by policies: hands out sessions of roles, and says whose session asks as long as it has not
 * ended. Signatures are other tests' matter.
 */
final class PlayedSts implements AutoCloseable {

    private final HttpServer server;
    private final Duration session;
    private final Function<Map<String, String>, Optional<String>> refusal;
    private final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    private PlayedSts(HttpServer server, Duration session, Function<Map<String, String>, Optional<String>> refusal) {
        this.server = server;
        this.session = session;
        this.refusal = refusal;
    }

    /**
     * @param session how long a session is, whatever was asked for
     * @param refusal why an AssumeRole of these parameters is refused; empty when it is not
     */
    static PlayedSts start(Duration session, Function<Map<String, String>, Optional<String>> refusal) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            var sts = new PlayedSts(server, session, refusal);
            server.createContext("/", sts::serve);
            server.start();
            return sts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The runner's environment. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", "AKIDRUNNER",
                "AWS_SECRET_ACCESS_KEY", "runner-secret",
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL_STS", uri().toString());
    }

    /** Parameters of every AssumeRole, the oldest first. */
    List<Map<String, String>> asked() {
        return List.copyOf(taken);
    }

    /** Has a session end now. */
    void end(String accessKey) {
        ended.add(accessKey);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var parameters = parameters(body);
            if ("AssumeRole".equals(parameters.get("Action"))) {
                assumeRole(exchange, parameters);
            } else {
                callerIdentity(exchange);
            }
        }
    }

    private void assumeRole(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        taken.add(parameters);
        var refused = refusal.apply(parameters);
        if (refused.isPresent()) {
            reply(exchange, 403, error("AccessDenied", refused.get()));
            return;
        }
        var number = taken.size();
        reply(exchange, 200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>\
                <AccessKeyId>ASIASESSION%d</AccessKeyId><SecretAccessKey>secret-%d</SecretAccessKey>\
                <SessionToken>token-%d</SessionToken><Expiration>%s</Expiration></Credentials></AssumeRoleResult>\
                </AssumeRoleResponse>""".formatted(number, number, number, Instant.now().plus(session)));
    }

    private void callerIdentity(HttpExchange exchange) throws IOException {
        var shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var accessKey = shown.replaceFirst(".*Credential=([^/]*)/.*", "$1");
        if (ended.contains(accessKey)) {
            reply(exchange, 403, error("ExpiredToken", "The security token included in the request is expired"));
            return;
        }
        reply(exchange, 200, """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>arn:aws:sts::123456789012:assumed-role/job/%s</Arn><UserId>u</UserId>\
                <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""".formatted(accessKey));
    }

    private static String error(String code, String message) {
        return "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                + code + "</Code><Message>" + message + "</Message></Error></ErrorResponse>";
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> parameters(String body) {
        var parameters = new TreeMap<String, String>();
        for (var pair : body.split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
