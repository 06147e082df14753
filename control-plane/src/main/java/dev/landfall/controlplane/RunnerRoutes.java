package dev.landfall.controlplane;

import dev.landfall.controlplane.blob.JobBlobs;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.lease.Leases;
import dev.landfall.controlplane.logs.KeepLogChunk;
import dev.landfall.controlplane.runners.RunnerCaller;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.secretaccess.JobSecrets;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.lease.ResolvedSecrets;
import dev.landfall.protocol.lease.StoreSecretOutputs;
import dev.landfall.protocol.lease.StoredSecretOutputs;
import dev.landfall.protocol.log.LogFormat;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import java.util.List;

/** The addresses that runners use. Whatever touches a job needs a lease of it that holds. */
final class RunnerRoutes {

    private final Sessions sessions;
    private final Leases leases;
    private final KeepLogChunk logs;
    private final JobBlobs blobs;
    private final JobSecrets secrets;

    RunnerRoutes(Sessions sessions, Leases leases, KeepLogChunk logs, JobBlobs blobs, JobSecrets secrets) {
        this.sessions = sessions;
        this.leases = leases;
        this.logs = logs;
        this.blobs = blobs;
        this.secrets = secrets;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/runner/nonces", Access.PUBLIC, this::nonce),
                Route.post("/v1/runner/register", Access.PUBLIC, this::register),
                Route.post("/v1/runner/sessions", Access.PUBLIC, this::open),
                Route.post("/v1/runner/claims", Access.RUNNER, this::claim),
                Route.post("/v1/runner/heartbeats", Access.RUNNER, this::beat),
                Route.post("/v1/runner/completions", Access.RUNNER, this::complete),
                Route.put("/v1/runner/logs/{job}/{seq}", Access.RUNNER, this::log)
                        .query("attempt", "fence")
                        .bodyUpTo(LogFormat.MAX_CHUNK_BYTES),
                Route.post("/v1/runner/blob-addresses", Access.RUNNER, this::blobAddress),
                Route.post("/v1/runner/secrets/resolve", Access.RUNNER, this::resolve),
                Route.post("/v1/runner/secrets/store", Access.RUNNER, this::store)
                        .bodyUpTo(5 * 1024 * 1024));
    }

    /** The lease that a request names in its query. */
    static Lease lease(Call call, JobId job) {
        int attempt = (int) number(call, "attempt");
        return new Lease(job, attempt, number(call, "fence"));
    }

    static RunnerSession session(Call call) {
        return call.caller(RunnerCaller.class).session();
    }

    private static long number(Call call, String name) {
        call.requireQuery(name);
        return call.queryLong(name, 0, name.equals("attempt") ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }

    private ApiResponse nonce(Call call) {
        return ApiResponse.ok(sessions.nonce(call.lenientBody(NonceRequest.class)));
    }

    private ApiResponse register(Call call) {
        return ApiResponse.ok(sessions.register(call.lenientBody(RegisterRequest.class)));
    }

    private ApiResponse open(Call call) {
        return ApiResponse.ok(leases.open().open(call.lenientBody(OpenSessionRequest.class)));
    }

    private ApiResponse claim(Call call) {
        return ApiResponse.ok(leases.claim().claim(session(call), call.lenientBody(ClaimRequest.class)));
    }

    private ApiResponse beat(Call call) {
        return ApiResponse.ok(leases.heartbeats().beat(session(call), call.lenientBody(HeartbeatRequest.class)));
    }

    private ApiResponse complete(Call call) {
        leases.complete().complete(session(call), call.lenientBody(CompleteRequest.class));
        return ApiResponse.noContent();
    }

    private ApiResponse log(Call call) {
        var lease = lease(call, new JobId(call.parameter("job")));
        logs.keep(
                session(call),
                lease,
                sequence(call.parameter("seq")),
                call.request().body());
        return ApiResponse.noContent();
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw LandfallException.invalid("A log chunk's number is a whole number from 1.");
        }
    }

    private ApiResponse blobAddress(Call call) {
        var request = call.lenientBody(BlobAddressRequest.class);
        var job = leases.guard().require(session(call), request.lease());
        return ApiResponse.ok(blobs.address(job, request));
    }

    private ApiResponse resolve(Call call) {
        var request = call.lenientBody(ResolveSecretsRequest.class);
        var job = leases.guard().require(session(call), request.lease());
        return ApiResponse.ok(new ResolvedSecrets(secrets.resolve(job, request.refs())));
    }

    private ApiResponse store(Call call) {
        var request = call.lenientBody(StoreSecretOutputs.class);
        var job = leases.guard().require(session(call), request.lease());
        return ApiResponse.ok(new StoredSecretOutputs(secrets.store(job, request.values())));
    }
}
