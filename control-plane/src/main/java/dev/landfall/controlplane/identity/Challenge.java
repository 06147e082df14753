package dev.landfall.controlplane.identity;

import java.time.Instant;

/**
 * What a proof must be made for.
 *
 * @param audience for whom
 * @param nonce checked and not used before
 * @param key what the proof also signs: the thumbprint of the key that a runner speaks with, the digest of what a stack says
 */
public record Challenge(String audience, String nonce, String key, Instant now) {}
