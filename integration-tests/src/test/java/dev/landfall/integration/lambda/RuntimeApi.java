package dev.landfall.integration.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The runtime API of one execution environment, version 2018-06-01 ("Using the Lambda runtime API for custom runtimes"): one
 * invocation at a time goes out by {@code next} and comes back by {@code response} or {@code error}.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration LOOK = Duration.ofMillis(20);

    private final HttpServer server;
    private final BlockingQueue<Invocation> waiting = new ArrayBlockingQueue<>(1);
    private final ConcurrentHashMap<String, Invocation> running = new ConcurrentHashMap<>();
    private final BlockingQueue<Outcome> initialisation = new ArrayBlockingQueue<>(1);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Invocation(String id, byte[] event, Instant deadline, BlockingQueue<Outcome> outcome) {}

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var api = new RuntimeApi(server);
            server.createContext(BASE, api::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} wants it: host and port. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Invokes the function, as soon as its process asks for work. */
    Outcome invoke(byte[] event, Duration timeout, BooleanSupplier alive) {
        var deadline = Instant.now().plus(timeout);
        var invocation = new Invocation(UUID.randomUUID().toString(), event, deadline, new ArrayBlockingQueue<>(1));
        running.put(invocation.id(), invocation);
        try {
            waiting.put(invocation);
            while (Instant.now().isBefore(deadline)) {
                var outcome = invocation.outcome().poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (outcome != null) {
                    return outcome;
                }
                if (!alive.getAsBoolean()) {
                    return new Outcome.Crash("the process ended");
                }
            }
            return new Outcome.Crash("Task timed out after " + timeout.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Crash("interrupted");
        } finally {
            running.remove(invocation.id());
        }
    }

    /** What the runtime said about a failed start. */
    List<Outcome> initialisationErrors() {
        return List.copyOf(initialisation);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(BASE.length());
        var body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("init/error")) {
                initialisation.offer(failure(exchange, body));
                exchange.sendResponseHeaders(202, -1);
            } else {
                finished(exchange, path, body);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            var invocation = waiting.take();
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    String.valueOf(invocation.deadline().toEpochMilli()));
            headers.set(
                    "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:landfall");
            headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
            headers.set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, invocation.event().length);
            exchange.getResponseBody().write(invocation.event());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code invocation/ID/response} or {@code invocation/ID/error}. */
    private void finished(HttpExchange exchange, String path, byte[] body) throws IOException {
        var parts = path.split("/", -1);
        var invocation = parts.length == 3 ? running.get(parts[1]) : null;
        if (invocation == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var reply = parts[2].equals("response");
        invocation.outcome().offer(reply ? new Outcome.Reply(body) : failure(exchange, body));
        exchange.sendResponseHeaders(202, -1);
    }

    private static Outcome failure(HttpExchange exchange, byte[] body) {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        return new Outcome.Failure(String.valueOf(type), new String(body, StandardCharsets.UTF_8));
    }
}
