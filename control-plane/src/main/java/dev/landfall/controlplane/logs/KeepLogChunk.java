package dev.landfall.controlplane.logs;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.log.LogChunk;
import java.util.Arrays;

/**
 * Keeps a chunk of an attempt's log. A chunk may come after its attempt has ended, and again: the runner ships its spool
 * until each is acknowledged.
 */
public final class KeepLogChunk {

    /** Most chunks of one attempt: 10 GB in chunks of 512 KiB. */
    static final long MAX_CHUNKS = 20_000;

    private final Documents documents;
    private final Blobs blobs;
    private final WakeUp wakeUp;

    public KeepLogChunk(Documents documents, Blobs blobs, WakeUp wakeUp) {
        this.documents = documents;
        this.blobs = blobs;
        this.wakeUp = wakeUp;
    }

    /**
     * Durable when it returns; the same chunk again changes nothing.
     *
     * @param number of the chunk in its attempt, from 1
     * @throws LandfallException CONFLICT when the attempt is not this runner's under that fencing number, or the number has
     *     other bytes already; INVALID when the bytes are not in the log format; LIMIT for too many
     */
    public void keep(RunnerSession session, Lease lease, long number, byte[] bytes) {
        requireOwner(session, lease);
        if (number > MAX_CHUNKS) {
            throw LandfallException.limit("An attempt's log has at most " + MAX_CHUNKS + " chunks.");
        }
        var chunk = new LogChunk(number, bytes);
        chunk.requireWellFormed();
        var key = LogKeys.chunk(lease.job(), lease.attempt(), number);
        if (!blobs.putIfAbsent(key, bytes)) {
            requireSame(key, number, bytes);
        }
        wakeUp.signal(LogKeys.topic(lease.job()));
    }

    private void requireOwner(RunnerSession session, Lease lease) {
        var job = lease.job();
        boolean owns = documents
                .find(job.partition().value(), JobKeys.attempt(job, lease.attempt()), AttemptRecord.class)
                .map(Document::value)
                .filter(attempt -> attempt.fence() == lease.fence())
                .filter(attempt -> attempt.runner().equals(session.runner()))
                .isPresent();
        if (!owns) {
            throw LandfallException.conflict("Attempt " + lease.attempt() + " of job " + job
                    + " is not this runner's under the fencing number " + lease.fence() + "; its log is not taken.");
        }
    }

    private void requireSame(String key, long number, byte[] bytes) {
        var kept = blobs.find(key);
        if (kept.isPresent() && !Arrays.equals(kept.get(), bytes)) {
            throw LandfallException.conflict(
                    "Chunk " + number + " of the log is there with other bytes; a number always means the same bytes.");
        }
    }
}
