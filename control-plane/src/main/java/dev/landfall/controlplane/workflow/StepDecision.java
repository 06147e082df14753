package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.protocol.id.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step that is ready does. */
public sealed interface StepDecision {
    /** Its job is queued. */
    record Run(JobRequest request) implements StepDecision {}

    /**
     * A person must decide.
     *
     * @param digest of what they decide on
     * @param summary for people, one line a change
     * @param planJob the job that made it; null when none did
     */
    record AwaitApproval(
            String digest, List<String> summary, @Nullable JobId planJob) implements StepDecision {
        public AwaitApproval {
            summary = List.copyOf(summary);
        }
    }

    /** There is nothing to do, which counts as success. */
    record Satisfied(String reason) implements StepDecision {}

    /** It is not done, which is no success: steps that need its success are skipped as well. */
    record Skip(String reason) implements StepDecision {}

    /** It cannot be done. */
    record Fail(String reason) implements StepDecision {}
}
