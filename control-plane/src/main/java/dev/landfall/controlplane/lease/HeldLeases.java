package dev.landfall.controlplane.lease;

import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.Lease;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which leases the processes of runners hold, as this process of the control plane has seen it: good enough to mark them
 * at once when a connection closes; what it does not know is found by the lease's own deadline. Thread-safe.
 */
final class HeldLeases {
    /** Most processes of runners that are remembered. */
    private static final int MAX_REMEMBERED = 10_000;

    private final Map<Holder, Set<Lease>> byHolder = new ConcurrentHashMap<>();

    void add(RunnerId runner, String bootId, Lease lease) {
        if (byHolder.size() >= MAX_REMEMBERED) {
            byHolder.clear();
        }
        byHolder.computeIfAbsent(new Holder(runner, bootId), key -> ConcurrentHashMap.newKeySet())
                .add(lease);
    }

    void remove(RunnerId runner, String bootId, Lease lease) {
        byHolder.computeIfPresent(new Holder(runner, bootId), (key, held) -> {
            held.remove(lease);
            return held.isEmpty() ? null : held;
        });
    }

    void addAll(RunnerId runner, String bootId, Collection<Lease> leases) {
        leases.forEach(lease -> add(runner, bootId, lease));
    }

    /** In a fixed order, so that what follows from it is the same in every process. */
    List<Lease> of(RunnerId runner, String bootId) {
        return byHolder.getOrDefault(new Holder(runner, bootId), Set.of()).stream()
                .sorted(Comparator.comparing(Lease::job).thenComparing(Lease::attempt))
                .toList();
    }

    private record Holder(RunnerId runner, String bootId) {}
}
