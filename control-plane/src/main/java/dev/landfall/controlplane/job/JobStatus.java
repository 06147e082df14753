package dev.landfall.controlplane.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The states of a job.
 *
 * <pre>
 * from      to         when
 * queued    running    an attempt is claimed
 * queued    cancelled  somebody cancels it
 * queued    failed     no runner took it within a day
 * running   queued     its attempt failed or was lost, and the retry policy allows another
 * running   succeeded  its attempt succeeded
 * running   failed     its attempt failed or was lost for good
 * running   timed-out  its attempt ran longer than the timeout
 * running   cancelled  it was cancelled, and its attempt has ended
 * </pre>
 */
public enum JobStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED;

    private static final Set<JobStatus> ENDED = EnumSet.of(SUCCEEDED, FAILED, TIMED_OUT, CANCELLED);

    public boolean ended() {
        return ENDED.contains(this);
    }

    /** Whether the table above has that row. */
    public boolean mayBecome(JobStatus next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED || next == FAILED;
            case RUNNING -> next == QUEUED || next.ended();
            case SUCCEEDED, FAILED, TIMED_OUT, CANCELLED -> false;
        };
    }

    /** As the API writes it: {@code timed-out}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
