package dev.landfall.runner.job;

import java.nio.file.Path;

/** Moves blobs of this attempt between workspace and blob store. */
public interface BlobTransfer {

    /** Longest blob in bytes, either way. */
    long MAX_BYTES = 1L << 30;

    /**
     * Fetches a blob into a new file of the workspace.
     *
     * @param key that the signed spec names
     * @param sha256 lower-case hex of the expected bytes; the spec has it
     * @return the file, whose bytes have that digest
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the bytes have another digest, NOT_FOUND,
     *     LIMIT, UNAVAILABLE
     */
    Path get(String key, String sha256);

    /**
     * Stores a file.
     *
     * @param name short, such as {@code plan} or {@code plan.json}
     * @return the key under which the store keeps it
     */
    String put(String name, Path file);
}
