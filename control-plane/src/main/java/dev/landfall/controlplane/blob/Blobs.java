package dev.landfall.controlplane.blob;

import dev.landfall.protocol.lease.BlobAddress;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Big things by key. Keys are 1 to 500 of {@code A-Z a-z 0-9 . _ - /}, in segments of at most 200
 * that are not empty, {@code .} or {@code ..}.
 *
 * <p>Implementations are thread-safe. A written blob is durable when the call returns and never seen half. A call that
 * could not reach the store throws UNAVAILABLE.
 */
public interface Blobs {

    /** Most keys in a list. */
    int MAX_LISTED = 1000;

    /** Writes or replaces. */
    void put(String key, byte[] bytes);

    /**
     * Writes only where nothing is.
     *
     * @return false when the key is taken; then nothing changed. A write whose first reply was lost may find the key taken by
     *     itself
     */
    boolean putIfAbsent(String key, byte[] bytes);

    Optional<byte[]> find(String key);

    /** Reads without holding it whole; the caller closes the stream. */
    Optional<InputStream> open(String key);

    /**
     * Keys that start with a prefix, ascending.
     *
     * @param after only keys greater than this; empty for all
     * @param limit 1 to {@value #MAX_LISTED}
     */
    List<String> list(String prefix, String after, int limit);

    /** Removes; an absent key is no error. */
    void delete(String key);

    /** A short-lived address to GET the blob from; the blob need not exist yet. */
    BlobAddress readAddress(String key, Duration validFor);

    /** A short-lived address to PUT the blob to, at most {@code maxBytes}. */
    BlobAddress writeAddress(String key, Duration validFor, long maxBytes);
}
