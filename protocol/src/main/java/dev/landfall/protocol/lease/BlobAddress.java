package dev.landfall.protocol.lease;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A short-lived address: GET it, or PUT bytes to it. It needs no other credentials.
 *
 * @param key the blob's key in the store
 * @param headers to send with the request, by name; empty where an older control plane names none
 */
public record BlobAddress(String key, URI url, Instant expiresAt, Map<String, String> headers) {

    public BlobAddress {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    /** An address that needs no headers. */
    public BlobAddress(String key, URI url, Instant expiresAt) {
        this(key, url, expiresAt, Map.of());
    }
}
