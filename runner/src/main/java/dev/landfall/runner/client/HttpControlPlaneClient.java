package dev.landfall.runner.client;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.lease.ResolvedSecrets;
import dev.landfall.protocol.lease.StoreSecretOutputs;
import dev.landfall.protocol.lease.StoredSecretOutputs;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.state.StateEntry;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The runner API over HTTP. Calls that the daemon's loops make are sent at most twice, because the loops themselves come
 * back; calls that a job waits for are repeated for about half a minute.
 */
public final class HttpControlPlaneClient implements ControlPlaneClient {

    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final HttpTransport transport;
    private final URI server;
    private final Retries quick = retries(2, Duration.ofMillis(50));
    private final Retries patient = retries(7, Duration.ofMillis(500));
    private volatile @Nullable String token;

    /** @param server address without a slash at its end */
    public HttpControlPlaneClient(HttpTransport transport, URI server) {
        this.transport = transport;
        this.server = server;
    }

    /** Registers a runner; never repeated, because the enrolment token is good once. */
    public RegisterReply register(RegisterRequest request) {
        return transport
                .send(post("/v1/runner/register", Json.write(request)).build(), LONG, MAX_BODY_BYTES)
                .orThrow("register the runner")
                .read(RegisterReply.class);
    }

    /** A nonce with which to prove a cloud's identity. */
    public NonceReply nonce(NonceRequest request) {
        return quick.call(() -> transport
                        .send(post("/v1/runner/nonces", Json.write(request)).build(), SHORT, MAX_BODY_BYTES)
                        .orThrow("get a nonce"))
                .read(NonceReply.class);
    }

    /** The bearer token of the session, for connections beside these calls; null before the first session. */
    public @Nullable String sessionToken() {
        return token;
    }

    @Override
    public Instant serverTime() {
        var request = HttpRequest.newBuilder(at("/healthz")).build();
        return quick.call(() -> transport.send(request, SHORT, MAX_BODY_BYTES))
                .date()
                .orElseThrow(
                        () -> LandfallException.unavailable("The control plane does not say what time it is.", null));
    }

    @Override
    public OpenSessionReply openSession(OpenSessionRequest request) {
        var reply = transport
                .send(post("/v1/runner/sessions", Json.write(request)).build(), SHORT, MAX_BODY_BYTES)
                .orThrow("open a session")
                .read(OpenSessionReply.class);
        token = reply.token();
        return reply;
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        return quick.call(() -> call("/v1/runner/claims", request, SHORT, "claim job " + request.job()))
                .read(ClaimReply.class);
    }

    @Override
    public HeartbeatReply heartbeat(HeartbeatRequest request) {
        var reply = quick.call(() -> call("/v1/runner/heartbeats", request, SHORT, "renew the leases"))
                .read(HeartbeatReply.class);
        if (reply.token() != null) {
            token = reply.token();
        }
        return reply;
    }

    @Override
    public void complete(CompleteRequest request) {
        quick.call(() -> call(
                "/v1/runner/completions",
                request,
                SHORT,
                "report the end of job " + request.lease().job()));
    }

    @Override
    public void putLogChunk(Lease lease, long sequence, byte[] chunk) {
        var path = "/v1/runner/logs/" + encoded(lease.job().value()) + "/" + sequence + "?attempt=" + lease.attempt()
                + "&fence=" + lease.fence();
        var request = authorized(HttpRequest.newBuilder(at(path)))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(chunk))
                .build();
        quick.call(() -> transport
                .send(request, LONG, MAX_BODY_BYTES)
                .orThrow("store log chunk " + sequence + " of job " + lease.job()));
    }

    @Override
    public BlobAddress blobAddress(BlobAddressRequest request) {
        return patient.call(() ->
                        call("/v1/runner/blob-addresses", request, SHORT, "get the address of blob " + request.blob()))
                .read(BlobAddress.class);
    }

    @Override
    public ResolvedSecrets resolveSecrets(ResolveSecretsRequest request) {
        return patient.call(() -> call("/v1/runner/secrets/resolve", request, SHORT, "resolve secrets"))
                .read(ResolvedSecrets.class);
    }

    @Override
    public StoredSecretOutputs storeSecretOutputs(StoreSecretOutputs request) {
        return patient.call(() -> call("/v1/runner/secrets/store", request, LONG, "store sensitive outputs"))
                .read(StoredSecretOutputs.class);
    }

    @Override
    public Optional<byte[]> readState(Lease lease, String workspace) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "", null)));
        var reply = patient.call(() -> transport
                .send(request.copy().build(), LONG, MAX_BODY_BYTES)
                .orThrow("read the state '" + workspace + "'"));
        return reply.status() == 204 || reply.body().length == 0 ? Optional.empty() : Optional.of(reply.body());
    }

    @Override
    public void writeState(Lease lease, String workspace, byte[] state, @Nullable String lockId) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "", lockId)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(state));
        patient.call(() -> transport
                .send(request.copy().build(), LONG, MAX_BODY_BYTES)
                .orThrow("write the state '" + workspace + "'"));
    }

    @Override
    public Optional<StateEntry> findState(Lease lease, String workspace) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "/entry", null)));
        var reply = patient.call(() -> transport
                .send(request.copy().build(), SHORT, MAX_BODY_BYTES)
                .orThrow("look for the state '" + workspace + "'"));
        return reply.status() == 204 ? Optional.empty() : Optional.of(reply.read(StateEntry.class));
    }

    @Override
    public void noteState(Lease lease, String workspace, StateEntry entry, @Nullable String lockId) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "/entry", lockId)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Json.write(entry)));
        patient.call(() -> transport
                .send(request.copy().build(), SHORT, MAX_BODY_BYTES)
                .orThrow("tell of the state '" + workspace + "'"));
    }

    @Override
    public Optional<byte[]> lockState(Lease lease, String workspace, byte[] info) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "/lock", null)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(info));
        var reply = patient.call(() -> lockReply(request, workspace));
        return reply.succeeded() ? Optional.empty() : Optional.of(reply.body());
    }

    @Override
    public void unlockState(Lease lease, String workspace, byte[] info) {
        var request = authorized(HttpRequest.newBuilder(state(lease, workspace, "/lock", null)))
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofByteArray(info));
        patient.call(() -> transport
                .send(request.copy().build(), LONG, MAX_BODY_BYTES)
                .orThrow("unlock the state '" + workspace + "'"));
    }

    /** A 409 whose body is a lock's info is an answer; one whose body is an error is an error. */
    private Reply lockReply(HttpRequest.Builder request, String workspace) {
        var reply = transport.send(request.copy().build(), LONG, MAX_BODY_BYTES);
        return reply.status() == 409 && reply.error().isEmpty()
                ? reply
                : reply.orThrow("lock the state '" + workspace + "'");
    }

    private Reply call(String path, Object body, Duration deadline, String what) {
        return transport
                .send(authorized(post(path, Json.write(body))).build(), deadline, MAX_BODY_BYTES)
                .orThrow(what);
    }

    private HttpRequest.Builder post(String path, byte[] body) {
        return HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        var current = token;
        return current == null ? request : request.header("Authorization", "Bearer " + current);
    }

    private URI state(Lease lease, String workspace, String suffix, @Nullable String lockId) {
        return at("/v1/runner/states/" + encoded(workspace) + suffix + "?job="
                + encoded(lease.job().value()) + "&attempt=" + lease.attempt() + "&fence=" + lease.fence()
                + (lockId == null ? "" : "&lock=" + encoded(lockId)));
    }

    private URI at(String path) {
        return URI.create(server + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Retries retries(int attempts, Duration firstPause) {
        return new Retries(
                attempts,
                firstPause,
                () -> ThreadLocalRandom.current().nextLong(),
                pause -> LockSupport.parkNanos(pause.toNanos()));
    }
}
