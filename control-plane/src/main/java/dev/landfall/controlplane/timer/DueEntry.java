package dev.landfall.controlplane.timer;

import java.time.Instant;
import java.util.Locale;

/**
 * Look at that partition by that time.
 *
 * @param at a whole minute
 */
public record DueEntry(String partition, Instant at) {
    static final String PREFIX = "due.";

    static final int SHARDS = 16;

    String sort() {
        return PREFIX + String.format(Locale.ROOT, "%011d", at.getEpochSecond()) + "." + partition;
    }

    String shard() {
        return shard(Math.floorMod(partition.hashCode(), SHARDS));
    }

    static String shard(int number) {
        return "due_" + number;
    }
}
