package dev.landfall.controlplane.retention;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.List;

/**
 * How long what is kept.
 *
 * @param workflows ended workflows with their jobs and transitions
 * @param logs logs of their jobs; never longer than the workflows
 * @param records further records, such as deliveries
 */
public record RetentionSettings(Duration workflows, Duration logs, List<ExpiringRecords> records) {
    /** Three months, logs one. */
    public static final RetentionSettings STANDARD =
            new RetentionSettings(Duration.ofDays(90), Duration.ofDays(30), List.of());

    /**
     * Records that are kept for a while.
     *
     * @param sortPrefix start of their sort keys
     * @param timeMember name of the JSON member that holds their time
     */
    public record ExpiringRecords(String sortPrefix, String timeMember, Duration kept) {}

    public RetentionSettings {
        records = List.copyOf(records);
        if (workflows.compareTo(Duration.ofHours(1)) < 0 || logs.compareTo(Duration.ofHours(1)) < 0) {
            throw LandfallException.invalid("Workflows and logs are kept for at least an hour.");
        }
    }

    /** The same with further records. */
    public RetentionSettings with(ExpiringRecords more) {
        var all = new java.util.ArrayList<>(records);
        all.add(more);
        return new RetentionSettings(workflows, logs, all);
    }

    Duration logsKept() {
        return logs.compareTo(workflows) < 0 ? logs : workflows;
    }
}
