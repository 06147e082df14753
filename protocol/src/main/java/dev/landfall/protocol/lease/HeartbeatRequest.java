package dev.landfall.protocol.lease;

import dev.landfall.protocol.job.PhaseReport;
import java.util.List;

/**
 * Renews all leases of a runner at once.
 *
 * @param held every lease that the runner has, at most {@value #MAX_LEASES}
 * @param draining whether the runner takes no more jobs
 */
public record HeartbeatRequest(List<Held> held, boolean draining) {

    /** Most leases that one runner may hold. */
    public static final int MAX_LEASES = 256;

    /** @param phases gone through so far */
    public record Held(Lease lease, List<PhaseReport> phases) {

        public Held {
            phases = phases == null ? List.of() : List.copyOf(phases);
        }
    }

    public HeartbeatRequest {
        held = List.copyOf(held);
    }
}
