package dev.landfall.functionslocal.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.blob.BlobsContract;
import dev.landfall.testkit.thread.Together;
import dev.landfall.testkit.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsTest extends BlobsContract {

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private FolderBlobs blobs;

    @BeforeEach
    void open() {
        blobs = new FolderBlobs(
                folder,
                new BlobAddressSigner(URI.create("http://127.0.0.1:1"), new HostKey(new byte[HostKey.BYTES]), clock));
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Test
    void anUploadOverItsLimitIsRefusedAndLeavesNothing() throws IOException {
        blobs.put("a", new ByteArrayInputStream(new byte[100]), 100);
        var refused = assertThrows(
                LandfallException.class, () -> blobs.put("a", new ByteArrayInputStream(new byte[101]), 100));

        assertEquals(ErrorKind.LIMIT, refused.kind());
        assertEquals(100, blobs.find("a").orElseThrow().length);
        assertEquals(0, temporaries());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        var broken = new InputStream() {
            private boolean begun;

            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (begun) {
                    throw new IOException("connection reset");
                }
                begun = true;
                return 10;
            }
        };

        var refused = assertThrows(LandfallException.class, () -> blobs.put("a", broken, 100));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals(Optional.empty(), blobs.find("a"));
        assertEquals(0, temporaries());
    }

    @Test
    void whatACrashLeftBehindIsRemovedAtTheNextStartAndNeverListed() throws IOException {
        blobs.put("a", new byte[1]);
        Files.write(folder.resolve("temporary/left-over"), new byte[10]);
        open();

        assertEquals(0, temporaries());
        assertEquals(List.of("a"), blobs.list("", "", 10));
    }

    @Test
    void deletingTheLastBlobOfAFolderRemovesTheFolder() {
        blobs.put("jobs/1/log/0", new byte[1]);
        blobs.put("jobs/2/log/0", new byte[1]);
        blobs.delete("jobs/1/log/0");

        assertTrue(Files.notExists(folder.resolve("blobs/jobs/1")));
        assertTrue(Files.exists(folder.resolve("blobs/jobs/2")));
    }

    @Test
    void writersAndRemoversOfTheSameFolderDoNotDisturbEachOther() {
        Together.run(6, i -> () -> {
            for (int n = 0; n < 30; n++) {
                blobs.put("deep/er/k" + i, new byte[1]);
                blobs.list("deep", "", 10);
                blobs.delete("deep/er/k" + i);
            }
            return true;
        });

        assertEquals(List.of(), blobs.list("", "", 10));
    }

    @Test
    void aFolderThatCannotBeMadeIsAClearError() throws IOException {
        var occupied = Files.createFile(folder.resolve("occupied"));
        var refused = assertThrows(
                LandfallException.class,
                () -> new FolderBlobs(
                        occupied,
                        new BlobAddressSigner(URI.create("x:y"), new HostKey(new byte[HostKey.BYTES]), clock)));

        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
    }

    private long temporaries() throws IOException {
        try (var files = Files.list(folder.resolve("temporary"))) {
            return files.count();
        }
    }
}
