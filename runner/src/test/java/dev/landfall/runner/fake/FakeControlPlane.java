package dev.landfall.runner.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorBody;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.runner.queue.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model control plane on a real socket, with the runner API's paths. Without {@code sun.net.httpserver.nodelay} each
 * exchange would wait 40 ms for a delayed acknowledgement.
 */
public final class FakeControlPlane implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public static final String ENROLMENT_TOKEN = "enrol-me";

    /** With which the queue may be read. */
    public static final String QUEUE_TOKEN = "queue";

    private final ModelControlPlane model = new ModelControlPlane(InstantSource.system());
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final FakeStates states = new FakeStates();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean outage;

    /** Starts on a free port. */
    public FakeControlPlane() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        model.queueAt(URI.create(uri() + "/v1/queue/pool_test"));
    }

    public ModelControlPlane model() {
        return model;
    }

    public FakeStates states() {
        return states;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Every call is answered with 503 while this is so. */
    public void outage(boolean now) {
        outage = now;
    }

    /** A blob to fetch. */
    public void blob(String key, byte[] bytes) {
        blobs.put(key, bytes);
    }

    public byte @Nullable [] blob(String key) {
        return blobs.get(key);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            try {
                if (outage) {
                    throw LandfallException.unavailable("The fake control plane plays dead.", null);
                }
                if (exchange.getRequestURI().getPath().startsWith(FakeStates.PREFIX)) {
                    states.handle(exchange, body);
                } else {
                    reply(exchange, 200, answer(exchange, body));
                }
            } catch (LandfallException e) {
                reply(exchange, e.kind().httpStatus(), Json.write(ErrorBody.of(e)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private byte @Nullable [] answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        var path = exchange.getRequestURI().getPath();
        return switch (path) {
            case "/healthz" -> new byte[0];
            case "/v1/runner/register" -> Json.write(register(Json.read(body, RegisterRequest.class)));
            case "/v1/runner/sessions" -> Json.write(model.open(Json.read(body, OpenSessionRequest.class)));
            default -> further(exchange, path, body);
        };
    }

    private byte @Nullable [] further(HttpExchange exchange, String path, byte[] body) throws InterruptedException {
        if (path.startsWith("/v1/blobs/")) {
            return blob(exchange, path, body);
        }
        return path.startsWith("/v1/queue/") ? queue(exchange, path, body) : inSession(exchange, path, body);
    }

    private byte @Nullable [] queue(HttpExchange exchange, String path, byte[] body) throws InterruptedException {
        if (!("Bearer " + QUEUE_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw LandfallException.unauthenticated("What was lent for the queue has expired.");
        }
        return switch (path) {
            case "/v1/queue/pool_test/receive" -> receive(body);
            case "/v1/queue/pool_test/release" -> {
                model.release(Json.readTree(body).path("receipt").asString());
                yield null;
            }
            case "/v1/queue/pool_test/leave" -> {
                model.leave(Json.readTree(body).path("receiver").asString());
                yield null;
            }
            case "/v1/queue/pool_test/delete" -> {
                model.delete(Json.readTree(body).path("receipt").asString());
                yield null;
            }
            default -> throw LandfallException.notFound("There is no queue at " + path + ".");
        };
    }

    private byte @Nullable [] inSession(HttpExchange exchange, String path, byte[] body) {
        var token = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        if (!token.startsWith("Bearer token-")) {
            throw LandfallException.unauthenticated("There is no such session.");
        }
        if (model.replaced(token.substring("Bearer ".length()))) {
            throw LandfallException.conflict("A newer session of this runner exists.");
        }
        return switch (path) {
            case "/v1/runner/claims" -> Json.write(model.claim(Json.read(body, ClaimRequest.class)));
            case "/v1/runner/heartbeats" -> Json.write(model.beat(Json.read(body, HeartbeatRequest.class)));
            case "/v1/runner/secrets/resolve" ->
                Json.write(model.resolve(Json.read(body, ResolveSecretsRequest.class)));
            case "/v1/runner/blob-addresses" -> Json.write(address(Json.read(body, BlobAddressRequest.class)));
            case "/v1/runner/completions" -> {
                model.complete(Json.read(body, CompleteRequest.class));
                yield null;
            }
            default -> logChunk(exchange, path, body);
        };
    }

    private byte @Nullable [] logChunk(HttpExchange exchange, String path, byte[] body) {
        var parts = path.split("/", -1);
        if (!path.startsWith("/v1/runner/logs/") || parts.length != 6) {
            throw LandfallException.notFound("There is no " + path + ".");
        }
        var query = Stream.of(exchange.getRequestURI().getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var lease = new Lease(
                new JobId(parts[4]),
                Integer.parseInt(query.getOrDefault("attempt", "")),
                Long.parseLong(query.getOrDefault("fence", "")));
        model.logChunk(lease, Long.parseLong(parts[5]), body);
        return null;
    }

    private RegisterReply register(RegisterRequest request) {
        if (!ENROLMENT_TOKEN.equals(request.enrolmentToken())) {
            throw LandfallException.unauthenticated("The enrolment token is wrong, used or expired.");
        }
        model.know(request.publicKey());
        return new RegisterReply(
                ModelControlPlane.RUNNER, ModelControlPlane.POOL, model.keys().rootKey());
    }

    private byte[] receive(byte[] body) throws InterruptedException {
        var request = Json.readTree(body);
        var messages = model.receive(
                request.path("max").asInt(),
                Duration.ofSeconds(request.path("waitSeconds").asInt()));
        return Json.write(new Messages(messages));
    }

    private BlobAddress address(BlobAddressRequest request) {
        var key = request.access() == BlobAddressRequest.Access.READ
                ? request.blob()
                : request.lease().job() + "/" + request.blob();
        return new BlobAddress(
                key, URI.create(uri() + "/v1/blobs/" + key), Instant.now().plusSeconds(60));
    }

    private byte @Nullable [] blob(HttpExchange exchange, String path, byte[] body) {
        var key = path.substring("/v1/blobs/".length());
        if (exchange.getRequestMethod().equals("PUT")) {
            blobs.put(key, body);
            return null;
        }
        var bytes = blobs.get(key);
        if (bytes == null) {
            throw LandfallException.notFound("There is no blob " + key + ".");
        }
        return bytes;
    }

    private static void reply(HttpExchange exchange, int status, byte @Nullable [] body) throws IOException {
        if (body == null) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private record Messages(List<Received> messages) {}
}
