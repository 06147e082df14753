package dev.landfall.functionsaws.training;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * {@code Training CACHE JAVA OPTIONS…}: starts the HTTP function as the image does, with that launcher and those options,
 * has it make a project and take signed pushes, and ends it, upon which its JVM writes the cache.
 */
public final class Training {

    private static final String HANDLERS = "dev.landfall.functionsaws.lambda.";
    private static final String REPOSITORY = "https://github.com/example/shop.git";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Duration CERTIFIED = Duration.ofDays(1);

    /** So often everything is done; the JVM looks at what was loaded and linked by then. */
    private static final int PUSHES = 20;

    private final InstantSource clock;
    private final List<String> java;
    private final Map<String, String> environment;

    private Training(InstantSource clock, List<String> java, Map<String, String> environment) {
        this.clock = clock;
        this.java = java;
        this.environment = environment;
    }

    /** Ends with 1 when the function did not do what it should. */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("Usage: Training CACHE JAVA OPTIONS…");
            System.exit(2);
        }
        try (var services = PlayedServices.start()) {
            var java = List.of(arguments).subList(1, arguments.length);
            var clock = InstantSource.system();
            var training = new Training(clock, java, settings(services.uri().toString(), clock));
            training.run("-XX:AOTCacheOutput=" + arguments[0]);
        } catch (LandfallException | IllegalStateException e) {
            System.err.println("The training failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(String recording) {
        String token;
        try (var bootstrap = PlayedFunction.start(java, HANDLERS + "BootstrapHandler", environment, clock.instant())) {
            token = bootstrap
                    .invoke(Map.of("org", "training"))
                    .path("adminToken")
                    .asString();
        }
        var recorded = new ArrayList<>(java);
        recorded.add(recording);
        try (var http = PlayedFunction.start(recorded, HANDLERS + "HttpHandler", environment, clock.instant())) {
            var project = http.invoke(request(
                    "/v1/projects",
                    Map.of("authorization", "Bearer " + token),
                    Json.writeString(Map.of("name", "shop", "repository", REPOSITORY))));
            require(project, 201);
            var webhook =
                    Json.read(project.path("body").asString(), JsonNode.class).path("webhook");
            for (int i = 0; i < PUSHES; i++) {
                var push = push();
                var reply = http.invoke(request(
                        webhook.path("path").asString(),
                        signed(push, webhook.path("secret").asString(), i),
                        push));
                require(reply, 202);
            }
            http.end();
        }
    }

    private static void require(JsonNode reply, int status) {
        if (reply.path("statusCode").asInt() != status) {
            throw new IllegalStateException("the function answered " + reply);
        }
    }

    private static Map<String, String> settings(String services, InstantSource clock) {
        var root = EcKeys.generate();
        var now = clock.instant();
        var certificate = KeyCertificate.issue(root, EcKeys.generate().jwk(), now, now.plus(CERTIFIED));
        var settings = new HashMap<>(Map.of(
                "LANDFALL_TABLE", "landfall",
                "LANDFALL_BUCKET", "landfall",
                "LANDFALL_QUEUE_ROLE", "arn:aws:iam::000000000000:role/landfall",
                "LANDFALL_SIGNING_KEY", "signing",
                "LANDFALL_ROOT_KEY", root.jwk().text(),
                "LANDFALL_SIGNING_CERTIFICATE", certificate,
                "LANDFALL_PUBLIC_URL", "https://landfall.example.com"));
        settings.putAll(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "training",
                "AWS_SECRET_ACCESS_KEY", "training",
                "AWS_ENDPOINT_URL", services));
        return settings;
    }

    /** Payload format 2.0. */
    private static Map<String, Object> request(String path, Map<String, String> headers, String body) {
        return Map.of(
                "version",
                "2.0",
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                headers,
                "requestContext",
                Map.of("stage", "$default", "http", Map.of("method", "POST")),
                "body",
                body,
                "isBase64Encoded",
                false);
    }

    private static String push() {
        return Json.writeString(Map.of(
                "ref", "refs/heads/main",
                "before", "0".repeat(COMMIT.length()),
                "after", COMMIT,
                "repository", Map.of("full_name", "example/shop", "clone_url", REPOSITORY, "html_url", REPOSITORY),
                "commits", List.of(Map.of("id", COMMIT, "added", List.of("x"))),
                "sender", Map.of("login", "octocat")));
    }

    private static Map<String, String> signed(String body, String secret, int number) {
        return Map.of(
                "content-type",
                "application/json",
                "x-github-event",
                "push",
                "x-github-delivery",
                "training-" + number,
                "x-hub-signature-256",
                "sha256=" + signature(body, secret));
    }

    private static String signature(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
