package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.identity.PoolTrust;
import java.time.Instant;

/**
 * Whom a pool trusts, kept in its partition under {@code trust}.
 *
 * @param setAt when somebody said so
 */
public record TrustRecord(PoolTrust trust, Instant setAt) {
    static final String SORT = "trust";
}
