package dev.landfall.functionsaws.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A function's process with the runtime interface client, and the runtime API that feeds it ("Using the Lambda runtime API
 * for custom runtimes"). Used by one thread.
 */
final class PlayedFunction implements AutoCloseable {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** A machine that builds images may be slow, and the JVM writes its cache when it ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpServer server;
    private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<JsonNode> replies = new ArrayBlockingQueue<>(1);
    private final Process process;
    private final Instant started;

    private PlayedFunction(List<String> java, String handler, Map<String, String> environment, Instant started)
            throws IOException {
        this.started = started;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        var command = new ArrayList<>(java);
        command.addAll(List.of(CLIENT, handler));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "training",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "$LATEST",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "training",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "training"));
        process = builder.start();
    }

    /** @param now by the wall */
    static PlayedFunction start(List<String> java, String handler, Map<String, String> environment, Instant now) {
        try {
            return new PlayedFunction(java, handler, environment, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reply to one event. */
    JsonNode invoke(Map<String, ?> event) {
        try {
            events.put(Json.write(event));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                var reply = replies.poll(100, TimeUnit.MILLISECONDS);
                if (reply != null) {
                    return reply;
                }
            }
            throw new IllegalStateException("the function gave no answer; its output says why");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks it to end, and waits until it has. */
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the function did not end within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("/next")) {
                next(exchange);
            } else if (path.endsWith("/error")) {
                System.err.println(new String(body, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(202, -1);
                process.destroy();
            } else {
                replies.add(Json.readTree(body));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody here waits for the function's own deadline: it lies a day ahead. */
    private String deadline() {
        return String.valueOf(started.plus(Duration.ofDays(1)).toEpochMilli());
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        var event = events.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", "training");
        headers.set("Lambda-Runtime-Deadline-Ms", deadline());
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:training");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }
}
