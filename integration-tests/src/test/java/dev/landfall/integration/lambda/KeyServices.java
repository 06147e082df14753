package dev.landfall.integration.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * As much of KMS (one P-256 key), Secrets Manager and STS as a control plane calls, in this process and in no time, so that
 * what is measured is not an emulator. Who asks is not checked. moto cannot serve in its place: its KMS hashes once more what
 * is a digest already, so that no signature of it holds, and a Python process would start with every host for the two
 * services that are left. The port to Secrets Manager is proved on moto by itself.
 */
final class KeyServices implements AutoCloseable {

    /** Of the sessions that STS gives here. */
    static final String LENT_SECRET = "lent-secret-access-key";

    static final String LENT_TOKEN = "lent-session-token";

    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/signing";

    private final EcKeys key = EcKeys.generate();
    private final Map<String, JsonNode> secrets = new LinkedHashMap<>();
    private final HttpServer server;

    private KeyServices(HttpServer server) {
        this.server = server;
    }

    static KeyServices start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var services = new KeyServices(server);
            server.createContext("/", services::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The signing key's public half. */
    EcKeys key() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                send(exchange, 200, "text/xml", session(body));
                return;
            }
            var answer = answer(target.substring(target.indexOf('.') + 1), Json.readTree(bytes(body)));
            send(
                    exchange,
                    answer.containsKey("__type") ? 400 : 200,
                    "application/x-amz-json-1.1",
                    Json.writeString(answer));
        }
    }

    private Map<String, Object> answer(String operation, JsonNode request) {
        return switch (operation) {
            case "Sign" -> Map.of("KeyId", ARN, "Signature", signature(request), "SigningAlgorithm", "ECDSA_SHA_256");
            case "GetPublicKey" ->
                Map.of(
                        "KeyId",
                        ARN,
                        "PublicKey",
                        key.jwk().key().getEncoded(),
                        "KeySpec",
                        "ECC_NIST_P256",
                        "KeyUsage",
                        "SIGN_VERIFY");
            default -> secret(operation, request);
        };
    }

    private byte[] signature(JsonNode request) {
        var digest = request.path("MessageType").asString("RAW").equals("DIGEST");
        try {
            var signature = Signature.getInstance(digest ? "NONEwithECDSA" : "SHA256withECDSA");
            signature.initSign(key.privateKey());
            signature.update(Base64.getDecoder().decode(request.path("Message").asString()));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized Map<String, Object> secret(String operation, JsonNode request) {
        var name = request.path(operation.equals("CreateSecret") ? "Name" : "SecretId")
                .asString("");
        switch (operation) {
            case "CreateSecret" -> {
                if (secrets.putIfAbsent(name, request) != null) {
                    return Map.of("__type", "ResourceExistsException", "message", "exists");
                }
            }
            case "ListSecrets" -> {
                return Map.of(
                        "SecretList",
                        secrets.keySet().stream()
                                .map(kept -> Map.of("Name", kept, "ARN", arn(kept)))
                                .toList());
            }
            default -> {
                if (!secrets.containsKey(name)) {
                    return Map.of("__type", "ResourceNotFoundException", "message", "none");
                }
            }
        }
        if (operation.equals("PutSecretValue")) {
            secrets.put(name, request);
        }
        var kept = operation.equals("DeleteSecret") ? secrets.remove(name) : secrets.get(name);
        var answer = new LinkedHashMap<String, Object>(Map.of("Name", name, "ARN", arn(name), "VersionId", "1"));
        if (operation.equals("GetSecretValue") && kept != null) {
            for (var member : new String[] {"SecretString", "SecretBinary"}) {
                if (kept.has(member)) {
                    answer.put(member, kept.path(member).asString());
                }
            }
        }
        return answer;
    }

    private static String arn(String secret) {
        return "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + secret;
    }

    /** {@code AssumeRole}: a session of whatever role, for as long as asked. */
    private static String session(String form) {
        var seconds = 3600L;
        for (var pair : form.split("&", -1)) {
            if (pair.startsWith("DurationSeconds=")) {
                seconds = Long.parseLong(URLDecoder.decode(pair.substring(16), StandardCharsets.UTF_8));
            }
        }
        return """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>ASIALENT</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                <SessionToken>%s</SessionToken><Expiration>%s</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>
                """.formatted(
                LENT_SECRET, LENT_TOKEN, Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes(text).length);
        exchange.getResponseBody().write(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
