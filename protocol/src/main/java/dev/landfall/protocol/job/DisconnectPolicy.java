package dev.landfall.protocol.job;

/** What happens to an attempt whose runner stays disconnected. */
public enum DisconnectPolicy {
    /**
     * The runner ends the job by its own monotonic clock before the grace is over; then the attempt is lost and the job
     * is retried by its retry policy.
     */
    STOP,
    /**
     * The job is never run again by itself. The attempt may still complete under its fencing number until the job's
     * timeout; running it again needs a new plan and a new approval.
     */
    CONTINUE
}
