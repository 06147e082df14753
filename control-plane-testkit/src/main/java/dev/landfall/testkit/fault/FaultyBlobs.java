package dev.landfall.testkit.fault;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link Blobs} that fail as told; calls are {@code Blobs.put} and so on. */
public final class FaultyBlobs implements Blobs {

    private final Blobs blobs;
    private final FaultyCalls calls;

    public FaultyBlobs(Blobs blobs, Faults faults) {
        this.blobs = blobs;
        this.calls = new FaultyCalls("Blobs", faults);
    }

    @Override
    public void put(String key, byte[] bytes) {
        calls.run("put", () -> blobs.put(key, bytes));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return calls.call("putIfAbsent", () -> blobs.putIfAbsent(key, bytes));
    }

    @Override
    public Optional<byte[]> find(String key) {
        return calls.call("find", () -> blobs.find(key));
    }

    @Override
    public Optional<InputStream> open(String key) {
        return calls.call("open", () -> blobs.open(key));
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        return calls.call("list", () -> blobs.list(prefix, after, limit));
    }

    @Override
    public void delete(String key) {
        calls.run("delete", () -> blobs.delete(key));
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        return calls.call("readAddress", () -> blobs.readAddress(key, validFor));
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        return calls.call("writeAddress", () -> blobs.writeAddress(key, validFor, maxBytes));
    }
}
