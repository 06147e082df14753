package dev.landfall.controlplane.runners;

import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import java.time.Instant;

/** A pool, kept in its own partition under {@code pool}. */
public record PoolRecord(PoolId id, OrgId org, String name, Instant createdAt) {
    static final String SORT = "pool";
}
