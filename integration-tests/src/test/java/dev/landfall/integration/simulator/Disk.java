package dev.landfall.integration.simulator;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;

/** What a runner's machine keeps when its processes die. */
final class Disk {
    private final Map<String, ClaimRequest> intents = new LinkedHashMap<>();
    private final Map<Lease, DisconnectPolicy> held = new LinkedHashMap<>();
    private final Map<Lease, CompleteRequest> results = new LinkedHashMap<>();
    private final Map<Lease, NavigableMap<Long, byte[]>> unshipped = new LinkedHashMap<>();

    Map<String, ClaimRequest> intents() {
        return intents;
    }

    Map<Lease, DisconnectPolicy> held() {
        return held;
    }

    Map<Lease, CompleteRequest> results() {
        return results;
    }

    /** Log chunks that are not acknowledged yet, by number. */
    Map<Lease, NavigableMap<Long, byte[]>> unshipped() {
        return unshipped;
    }

    /** The power fails: what was not synchronised is gone. */
    void losePower() {
        intents.clear();
        held.values().removeIf(policy -> policy == DisconnectPolicy.STOP);
    }

    static String key(JobId job, int attempt) {
        return job + "~" + attempt;
    }
}
