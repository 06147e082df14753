package dev.landfall.controlplane.runners;

import static dev.landfall.protocol.lease.LeaseTimes.DISCONNECTED_AFTER;
import static dev.landfall.protocol.lease.LeaseTimes.LOST_AFTER;

import java.time.Instant;
import java.util.Locale;

/** Whether anything is heard of a runner. */
public enum RunnerStatus {
    /** A heartbeat came within 30 seconds. */
    ONLINE,
    /** No heartbeat for 30 seconds, or its connection closed. */
    DISCONNECTED,
    /** No heartbeat for 5 minutes, or never any. */
    OFFLINE;

    static RunnerStatus of(RunnerRecord runner, Instant now) {
        var seen = runner.lastSeenAt();
        if (seen == null || !now.isBefore(seen.plus(LOST_AFTER))) {
            return OFFLINE;
        }
        boolean quiet = runner.disconnectedAt() != null || !now.isBefore(seen.plus(DISCONNECTED_AFTER));
        return quiet ? DISCONNECTED : ONLINE;
    }

    /** As the API writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
