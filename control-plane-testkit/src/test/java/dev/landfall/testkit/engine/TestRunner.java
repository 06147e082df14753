package dev.landfall.testkit.engine;

import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a runner says, without a runner. */
final class TestRunner {
    final EcKeys keys = EcKeys.generate();
    final RunnerId id;
    RunnerSession session;
    private final Engine engine;
    private int boots;

    TestRunner(Engine engine, String name) {
        this(engine, name, engine.pool);
    }

    TestRunner(Engine engine, String name, PoolId pool) {
        this.engine = engine;
        var token = engine.pools.enrolmentToken(pool);
        this.id = engine.sessions
                .register(new RegisterRequest(token.text(), name, keys.jwk().text()))
                .runner();
        this.session = authenticated(boot(List.of()));
    }

    /** A new process of this runner opens a session. */
    OpenSessionReply boot(List<Lease> lost) {
        return open("boot-" + ++boots, engine.clock.instant(), lost);
    }

    OpenSessionReply open(String bootId, Instant at, List<Lease> lost) {
        return engine.leases.open().open(request(bootId, at, lost));
    }

    OpenSessionRequest request(String bootId, Instant at, List<Lease> lost) {
        var proof = Json.write(new SessionProof(id, bootId, SessionProof.AUDIENCE, at));
        var signed = Jws.sign(keys, SessionProof.AUDIENCE, proof);
        return new OpenSessionRequest(id, bootId, signed, "1.0", 4, Map.of("terraform", "1.11.4"), lost);
    }

    void restart(Lease... lost) {
        session = authenticated(boot(List.of(lost)));
    }

    RunnerSession authenticated(OpenSessionReply reply) {
        return engine.sessions.authenticate(reply.token());
    }

    Lease claim(QueueMessage message) {
        return claim(message, "claim-" + message.job() + "-" + message.attempt());
    }

    Lease claim(QueueMessage message, String claimId) {
        return engine.leases
                .claim()
                .claim(session, new ClaimRequest(message.job(), message.attempt(), claimId))
                .lease();
    }

    HeartbeatReply beat(Lease... leases) {
        return engine.leases
                .heartbeats()
                .beat(
                        session,
                        new HeartbeatRequest(
                                Stream.of(leases)
                                        .map(lease -> new HeartbeatRequest.Held(lease, executing()))
                                        .toList(),
                                false));
    }

    void complete(Lease lease, JobOutcome outcome) {
        complete(lease, result(outcome, "", null));
    }

    void complete(Lease lease, JobResult result) {
        engine.leases.complete().complete(session, new CompleteRequest(lease, result));
    }

    static JobResult result(JobOutcome outcome, String reason, @Nullable ResultDetail detail) {
        return new JobResult(outcome, outcome == JobOutcome.SUCCEEDED ? 0 : 1, reason, false, List.of(), 1, detail);
    }

    private List<PhaseReport> executing() {
        return List.of(new PhaseReport(Phase.EXECUTE, engine.clock.instant(), null));
    }
}
