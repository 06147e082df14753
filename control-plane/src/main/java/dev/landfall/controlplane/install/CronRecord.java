package dev.landfall.controlplane.install;

import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a scheduled action is due, in its install's partition under {@code cron.<action>.<number of the trigger>}.
 *
 * @param schedule for which {@code nextAt} was found
 * @param workflow of its last run; null before the first
 */
record CronRecord(
        String action,
        String schedule,
        Instant nextAt,
        @Nullable WorkflowId workflow) {

    static final String SORT_PREFIX = "cron.";

    static String sort(String action, int trigger) {
        return SORT_PREFIX + action + "." + trigger;
    }
}
