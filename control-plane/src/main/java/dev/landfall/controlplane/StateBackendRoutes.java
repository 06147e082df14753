package dev.landfall.controlplane;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.lease.LeaseGuard;
import dev.landfall.controlplane.state.TerraformStates;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.state.StateEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Terraform's {@code http} backend (Terraform documentation, "Backend Type: http"), for the loopback address of a runner
 * that holds a job of the workspace; and what is to be known of a state whose bytes the customer keeps. A lock that somebody else holds is answered 409 with the holder's info as body.
 */
final class StateBackendRoutes {

    private static final String PATH = "/v1/runner/states/{workspace}";
    private static final int MAX_LOCK_BYTES = 16 * 1024;

    private final LeaseGuard guard;
    private final TerraformStates states;

    StateBackendRoutes(LeaseGuard guard, TerraformStates states) {
        this.guard = guard;
        this.states = states;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.RUNNER, this::read).query("job", "attempt", "fence"),
                Route.post(PATH, Access.RUNNER, this::write)
                        .query("job", "attempt", "fence", "lock")
                        .bodyUpTo(TerraformStates.MAX_BYTES),
                Route.get(PATH + "/entry", Access.RUNNER, this::entry).query("job", "attempt", "fence"),
                Route.put(PATH + "/entry", Access.RUNNER, this::note).query("job", "attempt", "fence", "lock"),
                Route.post(PATH + "/lock", Access.RUNNER, this::lock)
                        .query("job", "attempt", "fence")
                        .bodyUpTo(MAX_LOCK_BYTES),
                Route.delete(PATH + "/lock", Access.RUNNER, this::unlock)
                        .query("job", "attempt", "fence")
                        .bodyUpTo(MAX_LOCK_BYTES));
    }

    private ApiResponse read(Call call) {
        var lease = lease(call);
        return states.read(lease.job().partition(), call.parameter("workspace"))
                .map(state -> ApiResponse.bytes("application/json", state))
                .orElseGet(ApiResponse::noContent);
    }

    private ApiResponse write(Call call) {
        var lease = lease(call);
        byte[] state = call.request().body();
        call.request().header("content-md5").ifPresent(expected -> requireMd5(state, expected));
        states.write(
                lease.job().partition(),
                call.parameter("workspace"),
                call.query("lock").orElse(""),
                lease,
                state);
        return new ApiResponse(200, java.util.Map.of(), new byte[0]);
    }

    private ApiResponse entry(Call call) {
        var lease = lease(call);
        return states.entry(lease.job().partition(), call.parameter("workspace"))
                .map(ApiResponse::ok)
                .orElseGet(ApiResponse::noContent);
    }

    private ApiResponse note(Call call) {
        var lease = lease(call);
        states.note(
                lease.job().partition(),
                call.parameter("workspace"),
                call.query("lock").orElse(""),
                lease,
                call.body(StateEntry.class));
        return ApiResponse.noContent();
    }

    private ApiResponse lock(Call call) {
        var lease = lease(call);
        return reply(states.lock(
                lease.job().partition(),
                call.parameter("workspace"),
                lease,
                call.request().body()));
    }

    private ApiResponse unlock(Call call) {
        var lease = lease(call);
        return reply(states.unlock(
                lease.job().partition(),
                call.parameter("workspace"),
                call.request().body()));
    }

    private Lease lease(Call call) {
        var lease = RunnerRoutes.lease(call, new JobId(call.requireQuery("job")));
        var job = guard.require(RunnerRoutes.session(call), lease);
        var workspace = call.parameter("workspace");
        if (!(job.request().work() instanceof TerraformWork work)
                || !work.workspace().equals(workspace)) {
            throw LandfallException.forbidden(
                    "Job " + job.id() + " does not work on the state '" + workspace + "' and may not touch it.");
        }
        return lease;
    }

    private static ApiResponse reply(TerraformStates.Locking locking) {
        return switch (locking) {
            case TerraformStates.Locking.Locked locked -> new ApiResponse(200, java.util.Map.of(), new byte[0]);
            case TerraformStates.Locking.Held held ->
                new ApiResponse(
                        409,
                        java.util.Map.of("content-type", "application/json"),
                        held.info().getBytes(StandardCharsets.UTF_8));
        };
    }

    /** MD5 as Terraform sends it guards against damage on the way, not against an attacker. */
    private static void requireMd5(byte[] state, String expected) {
        try {
            var md5 = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(state));
            if (!md5.equals(expected)) {
                throw LandfallException.invalid("The state was damaged on its way: its Content-MD5 does not fit.");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
