package dev.landfall.integration.cost;

import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says to the control plane what a runner says, as long as a runner says it. */
final class PlayedRunner {

    private static final String VERSION = "0.1.0";

    private final RoutedApi api;
    private final List<Lease> held = new ArrayList<>();
    private String token;

    /** A claimed attempt. */
    record Attempt(Lease lease) {}

    private PlayedRunner(RoutedApi api, String token) {
        this.api = api;
        this.token = token;
    }

    /** Registers with an enrolment token and opens a session. */
    static PlayedRunner join(RoutedApi api, String name) {
        var keys = EcKeys.generate();
        var enrolment = api.post("/v1/pools/default/enrolment-tokens", Map.of())
                .path("enrolmentToken")
                .asString();
        var registration = new RegisterRequest(enrolment, name, keys.jwk().text());
        var id = new RunnerId(api.call("POST", "/v1/runner/register", "", registration)
                .path("runner")
                .asString());
        var boot = UUID.randomUUID().toString();
        var proof = Json.write(new SessionProof(id, boot, SessionProof.AUDIENCE, Instant.now()));
        var opening = new OpenSessionRequest(
                id,
                boot,
                Jws.sign(keys, SessionProof.AUDIENCE, proof),
                VERSION,
                1,
                Map.of("git", "2.39.5", "terraform", "1.9.8"),
                List.of());
        return new PlayedRunner(
                api,
                api.call("POST", "/v1/runner/sessions", "", opening)
                        .path("token")
                        .asString());
    }

    Attempt claim(String message) {
        var announced = Json.read(message, QueueMessage.class);
        var request = new ClaimRequest(
                announced.job(), announced.attempt(), UUID.randomUUID().toString());
        var reply = api.call("POST", "/v1/runner/claims", token, request);
        var attempt = new Attempt(Json.read(Json.write(reply.path("lease")), Lease.class));
        held.add(attempt.lease());
        return attempt;
    }

    void beat() {
        var leases = held.stream()
                .map(lease -> new HeartbeatRequest.Held(lease, phases(Phase.EXECUTE)))
                .toList();
        token = api.call("POST", "/v1/runner/heartbeats", token, new HeartbeatRequest(leases, false))
                .path("token")
                .asString();
    }

    void log(Attempt attempt, byte[] chunk) {
        var lease = attempt.lease();
        api.send(
                "PUT",
                "/v1/runner/logs/" + lease.job() + "/1?attempt=" + lease.attempt() + "&fence=" + lease.fence(),
                Map.of("authorization", "Bearer " + token),
                chunk);
    }

    void complete(Attempt attempt, JobOutcome outcome, @Nullable ResultDetail detail) {
        var result = new JobResult(outcome, 0, "", false, phases(Phase.CLEANUP), 1, detail);
        api.call("POST", "/v1/runner/completions", token, new CompleteRequest(attempt.lease(), result));
        held.remove(attempt.lease());
    }

    /** Every phase up to one. */
    private static List<PhaseReport> phases(Phase last) {
        var now = Instant.now();
        return Arrays.stream(Phase.values())
                .filter(phase -> phase.compareTo(last) <= 0)
                .map(phase -> new PhaseReport(phase, now, now))
                .toList();
    }
}
