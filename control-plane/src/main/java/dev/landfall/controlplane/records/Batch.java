package dev.landfall.controlplane.records;

import dev.landfall.protocol.error.LandfallException;
import java.util.HashSet;
import java.util.List;

/**
 * Writes of one partition that happen together or not at all.
 *
 * @param writeId unique to this batch; a repetition with the same id is recognised
 * @param writes 1 to {@value #MAX_WRITES}, each key once, at most {@value #MAX_BYTES} bytes of bodies together
 */
public record Batch(String partition, String writeId, List<Write> writes) {

    /** DynamoDB transactions and Azure entity groups take 100; one place is kept for the write id. */
    public static final int MAX_WRITES = 99;

    /** Most bytes of all bodies, under Azure's 4 MiB for an entity group. */
    public static final int MAX_BYTES = 3 * 1024 * 1024;

    public Batch {
        RecordKey.require(partition, "partition");
        RecordKey.require(writeId, "write id");
        writes = List.copyOf(writes);
        if (writes.isEmpty() || writes.size() > MAX_WRITES) {
            throw LandfallException.limit("A batch has 1 to " + MAX_WRITES + " writes, not " + writes.size() + ".");
        }
        var seen = new HashSet<String>();
        long bytes = 0;
        for (Write write : writes) {
            if (!seen.add(write.sort())) {
                throw LandfallException.invalid("The batch writes '" + write.sort() + "' twice.");
            }
            bytes += write instanceof Write.Put put ? put.body().length() : 0;
        }
        if (bytes > MAX_BYTES) {
            throw LandfallException.limit("A batch has at most " + MAX_BYTES + " bytes; this one has " + bytes + ".");
        }
    }
}
