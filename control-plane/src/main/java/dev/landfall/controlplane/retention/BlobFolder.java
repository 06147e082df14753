package dev.landfall.controlplane.retention;

import dev.landfall.controlplane.blob.Blobs;

/** All blobs whose keys start the same. */
final class BlobFolder {
    private BlobFolder() {}

    static void remove(Blobs blobs, String prefix) {
        var keys = blobs.list(prefix, "", Blobs.MAX_LISTED);
        while (!keys.isEmpty()) {
            keys.forEach(blobs::delete);
            keys = blobs.list(prefix, "", Blobs.MAX_LISTED);
        }
    }
}
