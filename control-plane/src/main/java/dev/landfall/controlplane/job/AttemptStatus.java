package dev.landfall.controlplane.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.job.JobOutcome;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of an attempt.
 *
 * <pre>
 * from          to            when
 * claimed       running       a heartbeat or the completion shows that the job's process was started
 * claimed       disconnected  no heartbeat for 30 s, or the runner's connection closed
 * running       disconnected  the same
 * disconnected  running       a heartbeat came after all
 * any of these  succeeded, failed, timed-out, cancelled   its runner completed it under its fencing number
 * any of these  timed-out     timeout, grace and margin are over and no completion came
 * any of these  lost          its restarted runner says so
 * disconnected  lost          the grace is over, for jobs that stop when disconnected
 * </pre>
 */
public enum AttemptStatus {
    CLAIMED,
    RUNNING,
    DISCONNECTED,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    LOST;

    private static final Set<AttemptStatus> LIVE = EnumSet.of(CLAIMED, RUNNING, DISCONNECTED);

    /** Whether its lease holds. */
    public boolean live() {
        return LIVE.contains(this);
    }

    /** Whether the table above has that row. */
    public boolean mayBecome(AttemptStatus next) {
        return switch (this) {
            case CLAIMED -> next == RUNNING || next == DISCONNECTED || !next.live();
            case RUNNING -> next == DISCONNECTED || !next.live();
            case DISCONNECTED -> next == RUNNING || !next.live();
            case SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, LOST -> false;
        };
    }

    /** How an attempt ends that its runner completes so. */
    public static AttemptStatus of(JobOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> SUCCEEDED;
            case FAILED -> FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case CANCELLED -> CANCELLED;
        };
    }

    /** As the API writes it: {@code timed-out}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
