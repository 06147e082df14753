package dev.landfall.testkit.blob;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.testkit.time.ManualClock;
import java.time.Instant;

class InMemoryBlobsTest extends BlobsContract {

    private final ManualClock clock = new ManualClock();
    private final InMemoryBlobs blobs = new InMemoryBlobs(clock);

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
