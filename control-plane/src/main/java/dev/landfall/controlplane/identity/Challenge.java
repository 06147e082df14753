package dev.landfall.controlplane.identity;

import dev.landfall.protocol.id.PoolId;
import java.time.Instant;

/**
 * What a proof must be made for.
 *
 * @param nonce checked and not used before
 * @param key thumbprint of the key that the runner speaks with
 */
public record Challenge(PoolId pool, String nonce, String key, Instant now) {}
