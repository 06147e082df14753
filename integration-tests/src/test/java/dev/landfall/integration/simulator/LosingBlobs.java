package dev.landfall.integration.simulator;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Blobs that say that they keep, and do not. */
final class LosingBlobs implements Blobs {
    private final Blobs blobs;

    LosingBlobs(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public void put(String key, byte[] bytes) {
        blobs.put(key, bytes);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return true;
    }

    @Override
    public Optional<byte[]> find(String key) {
        return blobs.find(key);
    }

    @Override
    public Optional<InputStream> open(String key) {
        return blobs.open(key);
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        return blobs.list(prefix, after, limit);
    }

    @Override
    public void delete(String key) {
        blobs.delete(key);
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        return blobs.readAddress(key, validFor);
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        return blobs.writeAddress(key, validFor, maxBytes);
    }
}
