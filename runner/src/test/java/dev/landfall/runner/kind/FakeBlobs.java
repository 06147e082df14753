package dev.landfall.runner.kind;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.BlobTransfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in memory that outlive a job's workspace. */
public final class FakeBlobs {

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    public Map<String, byte[]> all() {
        return blobs;
    }

    public byte[] bytes(String key) {
        var bytes = blobs.get(key);
        if (bytes == null) {
            throw LandfallException.notFound("There is no blob " + key + ".");
        }
        return bytes;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a job with this workspace sees them. */
    BlobTransfer in(Path folder) {
        return new Transfer(folder);
    }

    private final class Transfer implements BlobTransfer {

        private final Path folder;

        Transfer(Path folder) {
            this.folder = folder;
        }

        @Override
        public Path get(String key, String sha256) {
            if (!sha256(bytes(key)).equals(sha256)) {
                throw LandfallException.invalid("The blob has another digest.");
            }
            try {
                return Files.write(Files.createTempFile(folder, "blob", ""), bytes(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String put(String name, Path file) {
            try {
                var key = "jobs/" + blobs.size() + "/" + name;
                blobs.put(key, Files.readAllBytes(file));
                return key;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
