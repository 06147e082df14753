package dev.landfall.runner.queue;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.signature.ExpectedSpec;
import dev.landfall.protocol.signature.SignatureProblem;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import dev.landfall.runner.policy.Policy;
import dev.landfall.runner.session.ServerClock;
import java.util.Optional;

/**
 * Whether a claimed job may run on this machine: a key certified by the pinned root signed exactly this attempt for this
 * pool, and the customer's policy allows it. Asked before anything of the job is used. Thread-safe.
 */
public final class Admission {

    private final SpecVerifier verifier;
    private final Policy policy;
    private final PoolId pool;
    private final ServerClock serverClock;
    private final MachineGate machine;

    /** The answer. */
    public sealed interface Decision permits Admitted, Refused {}

    /** @param spec verified */
    public record Admitted(JobSpec spec) implements Decision {}

    /** @param reason one sentence for people */
    public record Refused(String reason) implements Decision {}

    /** What the machine itself has against a job that may run here otherwise. */
    @FunctionalInterface
    public interface MachineGate {

        /** One sentence for people; empty when it may run. */
        Optional<String> refusal(JobSpec spec);
    }

    /** Where every job may run that is signed and permitted. */
    public Admission(SpecVerifier verifier, Policy policy, PoolId pool, ServerClock serverClock) {
        this(verifier, policy, pool, serverClock, spec -> Optional.empty());
    }

    public Admission(SpecVerifier verifier, Policy policy, PoolId pool, ServerClock serverClock, MachineGate machine) {
        this.verifier = verifier;
        this.policy = policy;
        this.pool = pool;
        this.serverClock = serverClock;
        this.machine = machine;
    }

    public Decision decide(ClaimRequest request, ClaimReply reply) {
        var lease = reply.lease();
        if (!lease.job().equals(request.job()) || lease.attempt() != request.attempt()) {
            return new Refused("The control plane granted " + lease.job() + " attempt " + lease.attempt()
                    + " where this runner asked for " + request.job() + " attempt " + request.attempt() + ".");
        }
        serverClock.learn(reply.serverTime());
        var now = serverClock.instant();
        var expected = new ExpectedSpec(request.job(), request.attempt(), pool);
        return switch (verifier.verify(reply.signedSpec(), reply.certificate(), expected, now)) {
            case Verified.Refused<JobSpec> refused -> new Refused(sentence(refused));
            case Verified.Accepted<JobSpec> accepted ->
                policy.refusal(accepted.value(), now)
                        .map(reason -> "The runner's policy refuses the job: " + reason)
                        .or(() -> machine.refusal(accepted.value()))
                        .<Decision>map(Refused::new)
                        .orElseGet(() -> new Admitted(accepted.value()));
        };
    }

    /** A control plane that is a version newer may sign what this version does not know. */
    private static String sentence(Verified.Refused<JobSpec> refused) {
        return refused.problem() == SignatureProblem.UNREADABLE
                ? "The runner does not understand the job. " + refused.reason()
                : "The runner refused the job because its signature does not hold. " + refused.reason();
    }
}
