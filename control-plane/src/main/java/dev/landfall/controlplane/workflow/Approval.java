package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.id.JobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked, and what they said.
 *
 * @param digest of what is approved; exactly this may be applied
 * @param summary for people, one line a change
 * @param planJob the job that made it; null when none did
 * @param decision {@code approved} or {@code denied}; null while it waits
 * @param by who decided; null while it waits
 * @param at when; null while it waits
 */
public record Approval(
        String digest,
        List<String> summary,
        @Nullable JobId planJob,
        @Nullable Decision decision,
        @Nullable Actor by,
        @Nullable Instant at) {
    /** What was decided. */
    public enum Decision {
        APPROVED,
        DENIED
    }

    public Approval {
        summary = List.copyOf(summary);
    }

    static Approval asked(StepDecision.AwaitApproval asked) {
        return new Approval(asked.digest(), asked.summary(), asked.planJob(), null, null, null);
    }

    Approval decided(Decision decided, Actor actor, Instant now) {
        return new Approval(digest, summary, planJob, decided, actor, now);
    }
}
