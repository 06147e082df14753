package dev.landfall.testkit.blob;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@link Blobs} in a sorted map. Addresses are {@code memory:} URIs that nothing serves. Thread-safe. */
public final class InMemoryBlobs implements Blobs {

    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

    public InMemoryBlobs(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void put(String key, byte[] bytes) {
        blobs.put(BlobKey.require(key), bytes.clone());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return blobs.putIfAbsent(BlobKey.require(key), bytes.clone()) == null;
    }

    @Override
    public Optional<byte[]> find(String key) {
        return Optional.ofNullable(blobs.get(BlobKey.require(key))).map(byte[]::clone);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return find(key).map(ByteArrayInputStream::new);
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        BlobKey.requireLimit(limit);
        var from = after.compareTo(prefix) >= 0 ? blobs.tailMap(after, false) : blobs.tailMap(prefix, true);
        return from.keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public void delete(String key) {
        blobs.remove(BlobKey.require(key));
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        return address(key, "read", validFor);
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        return address(key, "write&max=" + maxBytes, validFor);
    }

    private BlobAddress address(String key, String operation, Duration validFor) {
        var url = URI.create("memory:/v1/blobs/" + BlobKey.require(key) + "?op=" + operation);
        return new BlobAddress(key, url, clock.instant().plus(validFor));
    }
}
