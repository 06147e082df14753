package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Page;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists jobs, the newest first. Sort keys of jobs fall with time in the same way in every partition, so that one cursor
 * serves for one partition and for many.
 */
final class JobLists {
    /** How many records a filtered page reads at most before it answers with what it has. */
    static final int MAX_READ = 2000;

    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final Documents documents;
    private final RecentPartitions recent;

    JobLists(Documents documents, RecentPartitions recent) {
        this.documents = documents;
        this.recent = recent;
    }

    Page<JobRecord> ofPartition(PartitionId partition, Optional<JobStatus> status, Optional<String> after, int limit) {
        var found = new ArrayList<JobRecord>();
        var cursor = after;
        for (int read = 0; read < MAX_READ; ) {
            var page = read(partition, cursor, RecordQuery.MAX_LIMIT / 5);
            for (Document<JobRecord> job : page) {
                cursor = Optional.of(job.key().sort());
                if (fits(job.value(), status)) {
                    found.add(job.value());
                }
                if (found.size() == limit) {
                    return new Page<>(found, cursor);
                }
            }
            if (page.size() < RecordQuery.MAX_LIMIT / 5) {
                return new Page<>(found, Optional.empty());
            }
            read += page.size();
        }
        return new Page<>(found, cursor);
    }

    Page<JobRecord> ofOrg(OrgId org, Optional<JobStatus> status, Optional<String> after, int limit) {
        List<JobRecord> newest = List.of();
        for (RecentPartitions.Recent partition : recent.list(org)) {
            if (newest.size() >= limit && olderThan(partition, newest.get(limit - 1))) {
                break;
            }
            newest = merge(
                    newest,
                    ofPartition(partition.partition(), status, after, limit).items(),
                    limit);
        }
        var next = newest.size() == limit
                ? Optional.of(JobKeys.job(newest.getLast().id()))
                : Optional.<String>empty();
        return new Page<>(newest, next);
    }

    private List<Document<JobRecord>> read(PartitionId partition, Optional<String> after, int limit) {
        return documents.list(new RecordQuery(partition.value(), JobKeys.JOB_PREFIX, after, limit), JobRecord.class);
    }

    private static boolean olderThan(RecentPartitions.Recent partition, JobRecord job) {
        return partition.minute().plus(GRAIN).isBefore(job.createdAt());
    }

    private static boolean fits(JobRecord job, Optional<JobStatus> status) {
        return status.isEmpty() || job.status() == status.get();
    }

    private static List<JobRecord> merge(List<JobRecord> one, List<JobRecord> other, int limit) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        all.sort(Comparator.comparing(job -> JobKeys.job(job.id())));
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }
}
