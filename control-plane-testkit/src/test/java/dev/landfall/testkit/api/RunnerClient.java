package dev.landfall.testkit.api;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A runner that speaks HTTP and does what the test says. */
final class RunnerClient {

    final RunnerId id;
    private final Api api;
    private final Set<Lease> held = new LinkedHashSet<>();
    private String token;

    RunnerClient(Api api, String name) {
        this.api = api;
        var keys = EcKeys.generate();
        var enrolment =
                api.post("/v1/pools/default/enrolment-tokens", null).expect(201).text("/enrolmentToken");
        var registered = api.call(
                        "POST",
                        "/v1/runner/register",
                        Json.writeString(
                                new RegisterRequest(enrolment, name, keys.jwk().text())),
                        null)
                .expect(200);
        this.id = new RunnerId(registered.text("/runner"));
        var proof = Json.write(new SessionProof(id, "boot-1", SessionProof.AUDIENCE, api.clock.instant()));
        var request = new OpenSessionRequest(
                id, "boot-1", Jws.sign(keys, SessionProof.AUDIENCE, proof), "1.0", 4, Map.of(), List.of());
        this.token = api.call("POST", "/v1/runner/sessions", Json.writeString(request), null)
                .expect(200)
                .text("/token");
    }

    /** A claimed attempt. */
    record Held(Lease lease, JobSpec spec, ClaimReply reply) {

        String query() {
            return "?job=" + lease.job() + "&attempt=" + lease.attempt() + "&fence=" + lease.fence();
        }
    }

    /** Renews everything that it holds and its session. */
    HeartbeatReply beat() {
        var leases = held.stream()
                .map(lease -> new HeartbeatRequest.Held(lease, List.of()))
                .toList();
        var reply = call("POST", "/v1/runner/heartbeats", new HeartbeatRequest(leases, false))
                .expect(200);
        token = reply.text("/token");
        return Json.read(reply.response().body(), HeartbeatReply.class);
    }

    Reply call(String method, String address, @Nullable Object body) {
        return api.call(method, address, body == null ? null : Json.writeString(body), token);
    }

    Reply send(String method, String address, byte[] body) {
        return api.send(method, address, Map.of("authorization", "Bearer " + token), body);
    }

    /** Takes and claims the next job of the pool. */
    Optional<Held> tryNext() {
        var queue = QueueName.of(api.pool);
        for (var message : api.queues.receive(queue, 1, Duration.ofMinutes(1))) {
            api.queues.delete(queue, message.receipt());
            var announced = Json.read(message.body(), QueueMessage.class);
            var request = new ClaimRequest(announced.job(), announced.attempt(), "c-" + message.receipt());
            var reply = call("POST", "/v1/runner/claims", request);
            if (reply.status() == 200) {
                var claimed = held(Json.read(reply.response().body(), ClaimReply.class));
                held.add(claimed.lease());
                return Optional.of(claimed);
            }
        }
        return Optional.empty();
    }

    /** Claims what a heartbeat announced. */
    Held claim(QueueMessage announced) {
        var request = new ClaimRequest(announced.job(), announced.attempt(), "own-" + announced.job());
        var claimed = held(Json.read(
                call("POST", "/v1/runner/claims", request)
                        .expect(200)
                        .response()
                        .body(),
                ClaimReply.class));
        held.add(claimed.lease());
        return claimed;
    }

    Held next() {
        return tryNext().orElseThrow(() -> new AssertionError("no job waits"));
    }

    void complete(Held attempt, JobOutcome outcome, String reason, @Nullable ResultDetail detail) {
        var result =
                new JobResult(outcome, outcome == JobOutcome.SUCCEEDED ? 0 : 1, reason, false, List.of(), 0, detail);
        call("POST", "/v1/runner/completions", new CompleteRequest(attempt.lease(), result))
                .expect(204);
        held.remove(attempt.lease());
        api.pump();
    }

    void succeed(Held held, @Nullable ResultDetail detail) {
        complete(held, JobOutcome.SUCCEEDED, "", detail);
    }

    /** A plan's report; the digest tells plans apart. */
    static ResultDetail plan(String digest, int changes) {
        return new ResultDetail.Plan(
                changes > 0,
                changes,
                0,
                0,
                "jobs/x/1/plan",
                "b" + digest,
                digest,
                "jobs/x/1/plan.json",
                List.of("+ x"));
    }

    static ResultDetail outputs(String name, String value) {
        return new ResultDetail.Outputs(
                Map.of(name, new OutputValue(null, JsonNodeFactory.instance.stringNode(value), null)));
    }

    private static Held held(ClaimReply reply) {
        var payload = reply.signedSpec().split("\\.", -1)[1];
        var json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return new Held(reply.lease(), Json.read(json, JobSpec.class), reply);
    }
}
