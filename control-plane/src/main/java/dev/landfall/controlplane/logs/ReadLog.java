package dev.landfall.controlplane.logs;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads a job's log by cursor: the attempts one after the other, each line once. An attempt's log is over when all the
 * chunks are there that its runner counted; for an attempt that was lost, as soon as nothing more is there.
 */
public final class ReadLog {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Documents documents;
    private final Blobs blobs;
    private final WakeUp wakeUp;
    private final InstantSource clock;

    public ReadLog(Documents documents, Blobs blobs, WakeUp wakeUp, InstantSource clock) {
        this.documents = documents;
        this.blobs = blobs;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    /**
     * Lines from a cursor on; waits when there are none yet and the log is not over.
     *
     * @throws LandfallException NOT_FOUND when the org has no such job; INVALID for a foreign cursor
     */
    public LogPage read(OrgId org, JobId job, LogQuery query) {
        var deadline = clock.instant().plus(query.waitFor());
        var position = query.after()
                .map(LogPosition::parse)
                .orElseGet(() -> LogPosition.start(query.attempt().orElse(1)));
        while (true) {
            long mark = wakeUp.mark(LogKeys.topic(job));
            var page = now(org, job, position, query);
            var left = Duration.between(clock.instant(), deadline);
            if (!page.lines().isEmpty() || page.end() || !left.isPositive() || !waited(job, mark, left)) {
                return page;
            }
            position = LogPosition.parse(page.next());
        }
    }

    /** Waits for a while; false on a host that cannot wake anyone, where the reader had better ask again. */
    private boolean waited(JobId job, long mark, Duration left) {
        var before = clock.instant();
        var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
        wakeUp.await(LogKeys.topic(job), mark, slice);
        return clock.instant().isAfter(before) || wakeUp.mark(LogKeys.topic(job)) != mark;
    }

    private LogPage now(OrgId org, JobId job, LogPosition position, LogQuery query) {
        var attempts = attempts(job);
        var record = documents
                .find(job.partition().value(), JobKeys.job(job), JobRecord.class)
                .map(Document::value)
                .filter(found -> found.org().equals(org))
                .orElseThrow(() -> LandfallException.notFound("There is no job " + job + " in this org."));
        var walk = new LogWalk(blobs, job, position, query.limit());
        int last = query.attempt().orElse(record.attempt());
        boolean over = walk.through(attempts, last, record.status().ended(), clock.instant());
        return new LogPage(walk.lines(), walk.position().toString(), over);
    }

    private List<AttemptRecord> attempts(JobId job) {
        var query = RecordQuery.prefix(job.partition().value(), JobKeys.attempts(job), RecordQuery.MAX_LIMIT);
        return documents.list(query, AttemptRecord.class).stream()
                .map(Document::value)
                .toList();
    }
}
