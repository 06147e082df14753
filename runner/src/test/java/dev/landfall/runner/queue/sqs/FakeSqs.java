package dev.landfall.runner.queue.sqs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.queue.HandQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** SQS by its JSON protocol, as strict as the service about what it is asked; it does not check the signature itself. */
final class FakeSqs implements AutoCloseable {

    static final String REGION = "eu-test-1";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=ASIAGOOD/\\d{8}/" + REGION + "/sqs/aws4_request,"
                    + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target,"
                    + " Signature=[0-9a-f]{64}");

    private final HandQueue queue = new HandQueue();
    private final AtomicInteger receives = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String validToken = "token-1";
    private volatile Answer failure = new Answer(200, "");

    private record Answer(int status, String body) {}

    FakeSqs() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    HandQueue queue() {
        return queue;
    }

    int receives() {
        return receives.get();
    }

    /** From now on other session tokens have expired. */
    void expireAllBut(String token) {
        validToken = token;
    }

    /** Every call fails from now on; with an empty code none does. */
    void fail(int status, String code) {
        failure = code.isEmpty()
                ? new Answer(200, "")
                : new Answer(status, "{\"__type\":\"com.amazonaws.sqs#" + code + "\",\"message\":\"as asked\"}");
    }

    /** Every call is answered with this from now on. */
    void answer(int status, String body) {
        failure = new Answer(status, body);
    }

    QueueAccess access(String token, String name) {
        return new QueueAccess(
                QueueAccess.SQS,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/123456789012/" + name),
                Map.of(
                        QueueAccess.ACCESS_KEY_ID,
                        "ASIAGOOD",
                        QueueAccess.SECRET_ACCESS_KEY,
                        "secret-of-" + token,
                        QueueAccess.SESSION_TOKEN,
                        token,
                        QueueAccess.REGION,
                        REGION),
                Instant.parse("2030-01-01T00:00:00Z"));
    }

    QueueAccess access() {
        return access("token-1", "lf-pool");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var answer = failure.body().isEmpty() ? answer(exchange, body) : failure;
            var bytes = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().toString().equals("/")
                || !header(exchange, "Content-Type").equals("application/x-amz-json-1.0")) {
            return error("UnknownOperationException");
        }
        if (!AUTHORIZATION.matcher(header(exchange, "Authorization")).matches()) {
            return error("IncompleteSignature");
        }
        if (!header(exchange, "X-Amz-Security-Token").equals(validToken)) {
            return error("ExpiredTokenException");
        }
        var request = Json.readTree(body);
        if (!request.path("QueueUrl").asString("").endsWith("/123456789012/lf-pool")) {
            return error("QueueDoesNotExist");
        }
        return act(header(exchange, "X-Amz-Target"), request);
    }

    private Answer act(String target, JsonNode request) throws InterruptedException {
        var receipt = request.path("ReceiptHandle").asString("");
        return switch (target) {
            case "AmazonSQS.ReceiveMessage" -> receive(request);
            case "AmazonSQS.DeleteMessage" -> {
                queue.delete(receipt);
                yield new Answer(200, "{}");
            }
            case "AmazonSQS.ChangeMessageVisibility" -> {
                int seconds = request.path("VisibilityTimeout").asInt(-1);
                yield seconds == 0 && queue.release(receipt) ? new Answer(200, "{}") : error("MessageNotInflight");
            }
            default -> error("UnknownOperationException");
        };
    }

    private Answer receive(JsonNode request) throws InterruptedException {
        receives.incrementAndGet();
        int max = request.path("MaxNumberOfMessages").asInt(-1);
        int wait = request.path("WaitTimeSeconds").asInt(-1);
        int hidden = request.path("VisibilityTimeout").asInt(-1);
        if (max < 1 || max > 10 || wait < 0 || wait > 20 || hidden < 0) {
            return error("InvalidParameterValue");
        }
        var messages = queue.receive(max, Duration.ofSeconds(wait), Duration.ofSeconds(hidden)).stream()
                .map(message ->
                        Map.of("MessageId", message.id(), "ReceiptHandle", message.receipt(), "Body", message.body()))
                .toList();
        return new Answer(200, messages.isEmpty() ? "{}" : Json.writeString(Map.of("Messages", messages)));
    }

    private static Answer error(String code) {
        return new Answer(
                400, Json.writeString(Map.of("__type", "com.amazonaws.sqs#" + code, "message", "refused by the fake")));
    }

    private static String header(HttpExchange exchange, String name) {
        var values = Objects.requireNonNullElse(exchange.getRequestHeaders().get(name), List.of(""));
        return String.join(",", values);
    }
}
