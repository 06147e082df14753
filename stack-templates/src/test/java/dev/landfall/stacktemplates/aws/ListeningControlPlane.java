package dev.landfall.stacktemplates.aws;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.CfnLint;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.stack.PhoneHomeCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A control plane on a real socket that notes each call home, and the Python that makes one as Lambda does. */
public final class ListeningControlPlane implements AutoCloseable {

    private static final int ENDS_WITHIN_SECONDS = 60;

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<PhoneHomeCall> calls = new CopyOnWriteArrayList<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean slow;

    /** How a function ended, and what it printed. */
    public record Run(int exit, String output) {}

    private ListeningControlPlane(HttpServer server) {
        this.server = server;
    }

    public static ListeningControlPlane start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var started = new ListeningControlPlane(server);
        server.createContext("/", started::answer);
        server.start();
        return started;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    /** Where stacks call. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/home";
    }

    /** The next call is answered with this status. */
    public void refuse(int status) {
        refusals.add(status);
    }

    /** From now on answers come byte by byte and never end. */
    public void answerForever() {
        slow = true;
    }

    /** Paths in the order in which they were asked for. */
    public List<String> asked() {
        return asked;
    }

    public List<PhoneHomeCall> calls() {
        return calls;
    }

    /** Runs the handler of a module in the folder for an event. */
    public static Run run(Path folder, String module, String event) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("event.json"), event);
        var builder = new ProcessBuilder(
                        CfnLint.installed().python().toString(),
                        "-c",
                        "import json, MODULE; MODULE.handler(json.load(open('event.json')), None)"
                                .replace("MODULE", module))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "example");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS), output);
        return new Run(process.exitValue(), output);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        asked.add(path);
        if (slow) {
            trickle(exchange);
            return;
        }
        if (path.endsWith("/nonces")) {
            long nonces = asked.stream().filter(one -> one.endsWith("/nonces")).count();
            reply(exchange, 200, "{\"nonce\":\"n-" + nonces + "\"}");
            return;
        }
        calls.add(Json.read(body, PhoneHomeCall.class));
        var refusal = refusals.poll();
        if (refusal == null) {
            reply(exchange, 200, "{}");
        } else {
            reply(exchange, refusal, "{\"message\":\"This account is another one.\"}");
        }
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                body.write(' ');
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
