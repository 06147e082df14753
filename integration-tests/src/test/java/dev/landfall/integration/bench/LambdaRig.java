package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.AwsAccount;
import dev.landfall.integration.lambda.ExecutionEnvironment;
import dev.landfall.integration.lambda.FunctionSettings;
import dev.landfall.integration.lambda.LambdaImage;
import dev.landfall.integration.lambda.LambdaPackage;
import dev.landfall.integration.lambda.Outcome;
import dev.landfall.integration.process.GitHubDelivery;
import dev.landfall.protocol.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The functions of the deployment zip on emulators, with one project whose pushes are delivered to them. */
final class LambdaRig implements AutoCloseable {

    static final String HTTP = "dev.landfall.functionsaws.lambda.HttpHandler";

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String REPOSITORY = "https://git.example.com/bench.git";

    /** As docs/deploy-aws.md advises. */
    private static final List<String> SMALL_HEAP = List.of(
            "-XX:MetaspaceSize=64m",
            "-Xms24m",
            "-Xmn12m",
            "-Xmx192m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-Xss512k");

    private static final int MEMORY_MB = 512;

    private final Path folder;
    private final AwsAccount account;
    private final LambdaPackage unpacked;
    private final JsonNode webhook;
    private int delivered;

    private LambdaRig(Path folder) {
        this.folder = folder;
        unpacked = LambdaPackage.unpack(folder.resolve("task"));
        account = AwsAccount.start();
        webhook = project(adminToken()).path("webhook");
        account.calls();
    }

    static LambdaRig start(Path folder) {
        return new LambdaRig(folder);
    }

    AwsAccount account() {
        return account;
    }

    Path folder() {
        return folder;
    }

    /** As the managed runtime starts a handler of the zip. */
    FunctionSettings managed(String handler) {
        var environment = new HashMap<>(account.environment(URI.create("https://landfall.example.com")));
        environment.put("LAMBDA_TASK_ROOT", unpacked.task().toString());
        var classPath = handler.equals(HTTP) || handler.startsWith("dev.landfall.functionsaws")
                ? LambdaPackage.runtimeClassPath()
                : System.getProperty("java.class.path");
        var java = new ArrayList<>(FunctionSettings.managedRuntime(MEMORY_MB));
        java.addAll(SMALL_HEAP);
        return FunctionSettings.of("landfall", handler, environment)
                .withJava(java)
                .withClassPath(classPath)
                .withTimeout(Duration.ofSeconds(60));
    }

    /** As the container image starts a handler. */
    FunctionSettings image(LambdaImage image, String handler) {
        return managed(handler).withClassPath("").withJava(image.java());
    }

    ExecutionEnvironment start(FunctionSettings settings) {
        return ExecutionEnvironment.start(settings, folder.resolve("function.log"));
    }

    /** Delivers one more signed push; it has to be accepted. */
    void deliver(ExecutionEnvironment function) {
        delivered++;
        var delivery = GitHubDelivery.push("delivery-" + delivered, REPOSITORY, "main", COMMIT);
        var reply = reply(function.invoke(event(
                "POST",
                webhook.path("path").asString(),
                delivery.headers(webhook.path("secret").asString()),
                delivery.body())));
        if (reply.path("statusCode").asInt() != 202) {
            throw new IllegalStateException(reply.toString());
        }
    }

    static JsonNode reply(Outcome outcome) {
        if (outcome instanceof Outcome.Reply reply) {
            return Json.readTree(reply.payload());
        }
        throw new IllegalStateException(outcome.toString());
    }

    @Override
    public void close() {
        account.close();
    }

    private String adminToken() {
        try (var bootstrap = start(managed("dev.landfall.functionsaws.lambda.BootstrapHandler"))) {
            return reply(bootstrap.invoke("{\"org\":\"bench\"}".getBytes(StandardCharsets.UTF_8)))
                    .path("adminToken")
                    .asString();
        }
    }

    private JsonNode project(String token) {
        try (var http = start(managed(HTTP))) {
            var body = Json.write(Map.of("name", "bench", "repository", REPOSITORY));
            var reply =
                    reply(http.invoke(event("POST", "/v1/projects", Map.of("authorization", "Bearer " + token), body)));
            return Json.read(reply.path("body").asString(), JsonNode.class);
        }
    }

    private static byte[] event(String method, String path, Map<String, String> headers, byte[] body) {
        return Json.write(Map.of(
                "version",
                "2.0",
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                headers,
                "requestContext",
                Map.of("stage", "$default", "http", Map.of("method", method)),
                "body",
                Base64.getEncoder().encodeToString(body),
                "isBase64Encoded",
                true));
    }
}
