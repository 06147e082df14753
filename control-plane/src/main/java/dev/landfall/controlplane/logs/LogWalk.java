package dev.landfall.controlplane.logs;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.log.LogCursor;
import dev.landfall.protocol.log.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One walk through the chunks of a job. One reply, one object. */
final class LogWalk {

    /** So much text fills a reply; six times as many bytes when all of it must be escaped in JSON, which still passes Lambda. */
    static final int MAX_TEXT_BYTES = 800 * 1024;

    /** After this nobody ships what an ended attempt still owes. */
    static final Duration CHUNKS_COME_WITHIN = Duration.ofMinutes(15);

    private final Blobs blobs;
    private final JobId job;
    private final int limit;
    private final List<LogPage.Line> lines = new ArrayList<>();
    private LogPosition position;
    private int textBytes;

    LogWalk(Blobs blobs, JobId job, LogPosition start, int limit) {
        this.blobs = blobs;
        this.job = job;
        this.position = start;
        this.limit = limit;
    }

    List<LogPage.Line> lines() {
        return lines;
    }

    LogPosition position() {
        return position;
    }

    /**
     * Reads on as far as there is something and it fits.
     *
     * @param lastAttempt the last one to read
     * @param jobEnded whether no further attempt can come
     * @return whether nothing can follow any more
     */
    boolean through(List<AttemptRecord> attempts, int lastAttempt, boolean jobEnded, Instant now) {
        while (position.attempt() <= lastAttempt) {
            readChunks();
            if (full()) {
                return false;
            }
            if (!over(attempts, now, jobEnded)) {
                return false;
            }
            if (position.attempt() == lastAttempt) {
                return true;
            }
            position = LogPosition.start(position.attempt() + 1);
        }
        return jobEnded;
    }

    private boolean full() {
        return lines.size() >= limit || textBytes >= MAX_TEXT_BYTES;
    }

    private void readChunks() {
        while (!full()) {
            var bytes = blobs.find(LogKeys.chunk(job, position.attempt(), position.chunk()));
            if (bytes.isEmpty()) {
                return;
            }
            readChunk(bytes.get());
        }
    }

    private void readChunk(byte[] bytes) {
        var cursor = new LogCursor(bytes);
        int piece = 0;
        while (cursor.advance()) {
            if (piece >= position.piece()) {
                if (full()) {
                    position = position.at(piece);
                    return;
                }
                take(cursor.line(), cursor.textEnd() - cursor.textStart());
            }
            piece++;
        }
        position = position.nextChunk();
    }

    private void take(LogLine line, int bytes) {
        lines.add(LogPage.Line.of(line));
        textBytes += bytes;
    }

    /** Whether the attempt at hand prints no more and has shipped what it had. */
    private boolean over(List<AttemptRecord> attempts, Instant now, boolean jobEnded) {
        var attempt = attempts.stream()
                .filter(known -> known.number() == position.attempt())
                .findFirst();
        if (attempt.isEmpty()) {
            return jobEnded;
        }
        return !attempt.get().status().live() && !owes(attempt.get(), now);
    }

    private boolean owes(AttemptRecord attempt, Instant now) {
        var result = attempt.result();
        boolean all = result == null || position.chunk() > result.logChunks();
        boolean late = Optional.ofNullable(attempt.endedAt())
                .map(ended -> ended.plus(CHUNKS_COME_WITHIN).isBefore(now))
                .orElse(false);
        return !all && !late;
    }
}
