package dev.landfall.integration.simulator;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Log chunks on a runner's disk, sent in their order until each is acknowledged. */
final class Spool {
    private final World world;
    private final Disk disk;
    private final ControlPlaneClient client;
    private final Map<Lease, Long> printed = new HashMap<>();

    Spool(World world, Disk disk, ControlPlaneClient client) {
        this.world = world;
        this.disk = disk;
        this.client = client;
    }

    void print(Lease lease, String text) {
        long number = printed.merge(lease, 1L, Long::sum);
        var line = world.now().toEpochMilli() + " o " + text + "\n";
        disk.unshipped()
                .computeIfAbsent(lease, key -> new TreeMap<>())
                .put(number, line.getBytes(StandardCharsets.UTF_8));
    }

    long printed(Lease lease) {
        return printed.getOrDefault(lease, 0L);
    }

    void ship() {
        for (Lease lease : List.copyOf(disk.unshipped().keySet())) {
            var chunks = disk.unshipped().getOrDefault(lease, new TreeMap<>());
            while (!chunks.isEmpty()
                    && send(lease, chunks.firstKey(), chunks.firstEntry().getValue())) {
                chunks.pollFirstEntry();
            }
            if (chunks.isEmpty()) {
                disk.unshipped().remove(lease);
            }
        }
    }

    private boolean send(Lease lease, long number, byte[] chunk) {
        try {
            client.putLogChunk(lease, number, chunk);
            return true;
        } catch (LandfallException e) {
            return e.kind() == ErrorKind.CONFLICT;
        }
    }
}
