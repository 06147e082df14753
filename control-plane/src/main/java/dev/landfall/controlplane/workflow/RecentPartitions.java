package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which partitions of an org got jobs lately: one summary a partition in the org's own, written before the job and at most
 * once a minute, so that it is never behind and never hot. Thread-safe.
 */
final class RecentPartitions {
    /** Most partitions of an org whose jobs are listed together. */
    static final int MAX_LISTED = RecordQuery.MAX_LIMIT;

    private static final int MAX_REMEMBERED = 20_000;

    private static final String PREFIX = "recent.";

    private final Documents documents;
    private final Map<PartitionId, Instant> written = new ConcurrentHashMap<>();

    RecentPartitions(Documents documents) {
        this.documents = documents;
    }

    /** A summary: jobs of the partition are at most as new as {@code minute} and a minute more. */
    record Recent(PartitionId partition, Instant minute) {}

    /** To be called before jobs are queued. */
    void note(OrgId org, PartitionId partition, Instant now) {
        var minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(written.get(partition))) {
            return;
        }
        documents.write(
                org.value(), Documents.put(PREFIX + partition, new Recent(partition, minute), Precondition.none()));
        if (written.size() >= MAX_REMEMBERED) {
            written.clear();
        }
        written.put(partition, minute);
    }

    /** The most recent first. */
    List<Recent> list(OrgId org) {
        return documents.list(RecordQuery.prefix(org.value(), PREFIX, MAX_LISTED), Recent.class).stream()
                .map(found -> found.value())
                .sorted(Comparator.comparing(Recent::minute).reversed())
                .toList();
    }
}
