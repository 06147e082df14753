package dev.landfall.controlplane.event;

import java.time.Instant;
import java.util.Optional;

/** What somebody does for a partition whenever it is looked at. */
public interface PartitionCare {
    /**
     * Does what is due. May be called often, late or twice at once.
     *
     * @return when the partition must be looked at again for this; empty when it needs nothing more
     */
    Optional<Instant> look(String partition);
}
