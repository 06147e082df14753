package dev.landfall.runner.cache;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides what a cache gives up: the longest unused first, until the rest is within the limit. */
final class Eviction {

    private Eviction() {}

    /** Something that is kept or removed as a whole. */
    record Entry(Path path, long bytes, Instant lastUsed) {}

    static List<Path> choose(List<Entry> entries, long limitBytes) {
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        var chosen = new ArrayList<Path>();
        for (var entry : entries.stream()
                .sorted(Comparator.comparing(Entry::lastUsed).thenComparing(Entry::path))
                .toList()) {
            if (total <= limitBytes) {
                break;
            }
            chosen.add(entry.path());
            total -= entry.bytes();
        }
        return List.copyOf(chosen);
    }
}
