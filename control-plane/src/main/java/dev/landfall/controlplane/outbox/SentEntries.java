package dev.landfall.controlplane.outbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sort keys of outbox entries whose messages were sent and which still have to be deleted. The next batch of their
 * partition takes them along. What is forgotten here is sent again by the sweep, which does no harm. Thread-safe.
 */
final class SentEntries {
    private final Map<String, Set<String>> byPartition = new ConcurrentHashMap<>();

    void add(String partition, List<String> sorts) {
        byPartition.compute(partition, (key, held) -> {
            var all = held == null ? new LinkedHashSet<String>() : held;
            all.addAll(sorts);
            return all;
        });
    }

    /** Up to so many; the caller deletes them or gives them back by {@link #add}. */
    List<String> take(String partition, int limit) {
        var taken = new ArrayList<String>();
        byPartition.computeIfPresent(partition, (key, held) -> {
            held.stream().limit(limit).forEach(taken::add);
            taken.forEach(held::remove);
            return held.isEmpty() ? null : held;
        });
        return taken;
    }

    int size(String partition) {
        var held = byPartition.get(partition);
        return held == null ? 0 : held.size();
    }

    List<String> partitions() {
        return List.copyOf(byPartition.keySet());
    }
}
