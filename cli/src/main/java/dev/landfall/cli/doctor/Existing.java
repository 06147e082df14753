package dev.landfall.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder that a path will be made in. */
public final class Existing {

    private Existing() {}

    /** The path itself, or the nearest folder above it that exists. */
    public static Path nearest(Path path) {
        var existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
