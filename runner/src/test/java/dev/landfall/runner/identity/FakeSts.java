package dev.landfall.runner.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.SigV4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * STS as strict as its API reference says {@code AssumeRole} to be: signature, forms, lengths, and no parameter that it does not
 * know. Sessions are as short as a test wants them.
 */
public final class FakeSts implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");
    private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

    private final HttpServer server;
    private final AwsCredentials runner;
    private final InstantSource clock;
    private final Duration session;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable String denial;
    private final AtomicInteger failures = new AtomicInteger();

    private FakeSts(HttpServer server, AwsCredentials runner, InstantSource clock, Duration session) {
        this.server = server;
        this.runner = runner;
        this.clock = clock;
        this.session = session;
    }

    /** @param session how long a session is, whatever was asked for */
    public static FakeSts start(InstantSource clock, Duration session) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            var sts =
                    new FakeSts(server, new AwsCredentials("AKIDRUNNER", "runner-secret", null, null), clock, session);
            server.createContext("/", sts::serve);
            server.start();
            return sts;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the runner's environment says. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                runner.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                runner.secretAccessKey(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Parameters of each request that was understood, the oldest first. */
    public List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    /** From now on nobody gets a role. */
    public void deny(String message) {
        denial = message;
    }

    public void allow() {
        denial = null;
    }

    /** The next requests are answered with a status of 500. */
    public void fail(int times) {
        failures.set(times);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                reply(exchange, 500, error("InternalFailure", "try again"));
                return;
            }
            var problem = problem(exchange, body);
            if (problem != null) {
                reply(exchange, 400, error("ValidationError", problem));
                return;
            }
            var parameters = parameters(body);
            requests.add(parameters);
            var refused = denial;
            if (refused != null) {
                reply(exchange, 403, error("AccessDenied", refused));
            } else {
                reply(exchange, 200, credentials(requests.size()));
            }
        }
    }

    private @Nullable String problem(HttpExchange exchange, String body) {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().equals("/")) {
            return "method or path";
        }
        if (!signed(exchange, body)) {
            return "The request signature we calculated does not match the signature you provided.";
        }
        var given = parameters(body);
        var known = new HashSet<String>(List.of(
                "Action",
                "Version",
                "RoleArn",
                "RoleSessionName",
                "SourceIdentity",
                "DurationSeconds",
                "ExternalId",
                "Policy"));
        for (int i = 1; given.containsKey("Tags.member." + i + ".Key"); i++) {
            if (!TAG_KEY.matcher(given.getOrDefault("Tags.member." + i + ".Key", ""))
                            .matches()
                    || !TAG_VALUE
                            .matcher(given.getOrDefault("Tags.member." + i + ".Value", "\n"))
                            .matches()) {
                return "tag " + i;
            }
            known.add("Tags.member." + i + ".Key");
            known.add("Tags.member." + i + ".Value");
        }
        var unknown =
                given.keySet().stream().filter(name -> !known.contains(name)).findFirst();
        if (unknown.isPresent()) {
            return "unknown parameter " + unknown.get();
        }
        if (!"AssumeRole".equals(given.get("Action")) || !"2011-06-15".equals(given.get("Version"))) {
            return "action or version";
        }
        if (!NAME.matcher(given.getOrDefault("RoleSessionName", "")).matches()
                || !NAME.matcher(given.getOrDefault("SourceIdentity", "")).matches()) {
            return "session name or source identity";
        }
        int seconds = Integer.parseInt(given.getOrDefault("DurationSeconds", "0"));
        if (seconds < 900 || seconds > 3600) {
            return "duration";
        }
        return given.getOrDefault("Policy", "").length() > 2048 ? "policy" : null;
    }

    private boolean signed(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        var date = headers.getFirst("X-Amz-Date");
        if (date == null) {
            return false;
        }
        var at = Instant.parse(date.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
        if (Duration.between(at, clock.instant()).abs().compareTo(Duration.ofMinutes(15)) > 0) {
            return false;
        }
        var request = new AwsRequest(
                "POST",
                URI.create("http://" + headers.getFirst("Host") + "/"),
                Map.of("Content-Type", String.valueOf(headers.getFirst("Content-Type"))),
                body);
        var expected = new SigV4("eu-central-1", "sts").sign(request, runner, at);
        return String.valueOf(expected.headers().get("Authorization")).equals(headers.getFirst("Authorization"));
    }

    private static Map<String, String> parameters(String body) {
        var parameters = new TreeMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var parts = pair.split("=", 2);
            var name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
            if (parameters.put(name, URLDecoder.decode(parts[1], StandardCharsets.UTF_8)) != null) {
                throw new AssertionError(name + " comes twice");
            }
        }
        return parameters;
    }

    private String credentials(int number) {
        var expiresAt = clock.instant().plus(session).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        return """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <SourceIdentity>x</SourceIdentity>
                    <AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::1:x</Arn></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>ASIASESSION%d</AccessKeyId>
                      <SecretAccessKey>session-secret-%d</SecretAccessKey>
                      <SessionToken>session-token-%d&amp;x</SessionToken>
                      <Expiration>%s</Expiration>
                    </Credentials>
                    <PackedPolicySize>6</PackedPolicySize>
                  </AssumeRoleResult>
                  <ResponseMetadata><RequestId>c6104cbe</RequestId></ResponseMetadata>
                </AssumeRoleResponse>
                """.formatted(number, number, number, expiresAt);
    }

    private static String error(String code, String message) {
        return """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                  <RequestId>c6104cbe</RequestId>
                </ErrorResponse>
                """.formatted(code, message);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
