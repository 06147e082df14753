package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;

/**
 * The runner's own log in the customer's account.
 *
 * @param retentionDays one of {@link #RETENTION_DAYS}
 */
public record RunnerLog(int retentionDays) {

    /** What both clouds' log stores take. */
    public static final List<Integer> RETENTION_DAYS = List.of(30, 60, 90, 120, 180, 365, 545, 730);

    public RunnerLog {
        if (!RETENTION_DAYS.contains(retentionDays)) {
            throw LandfallException.invalid(
                    "A runner's log is kept for one of " + RETENTION_DAYS + " days, not " + retentionDays + ".");
        }
    }
}
