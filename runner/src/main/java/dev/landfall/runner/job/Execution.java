package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How the execute phase ended. A cancelled or timed-out attempt is recognised by the executor, whatever the handler
 * says here.
 *
 * @param exitCode of the job's process; null when none ran to its end
 * @param reason one sentence for people; empty for a success
 */
public record Execution(JobOutcome outcome, @Nullable Integer exitCode, String reason) {

    public static Execution succeeded() {
        return new Execution(JobOutcome.SUCCEEDED, 0, "");
    }

    /** The job's process ended with a code other than 0, or with 0 and is refused all the same. */
    public static Execution failed(int exitCode, String reason) {
        return new Execution(JobOutcome.FAILED, exitCode, reason);
    }

    public static Execution failed(String reason) {
        return new Execution(JobOutcome.FAILED, null, reason);
    }
}
