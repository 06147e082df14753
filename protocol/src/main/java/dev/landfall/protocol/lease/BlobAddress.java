package dev.landfall.protocol.lease;

import java.net.URI;
import java.time.Instant;

/**
 * A short-lived address: GET it, or PUT bytes to it. It needs no other credentials.
 *
 * @param key the blob's key in the store
 */
public record BlobAddress(String key, URI url, Instant expiresAt) {}
