package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Resolves a folder that a definition names, and sees to it that no name and no symbolic link leads outside. */
public final class FolderInside {

    private FolderInside() {}

    /**
     * @param root an existing folder
     * @param relative such as {@code .} or {@code modules/network}
     * @return its real path
     * @throws LandfallException INVALID when it leads outside, NOT_FOUND when there is no such folder
     */
    public static Path resolve(Path root, String relative) {
        var folder = named(root, relative);
        if (!Files.isDirectory(folder)) {
            throw LandfallException.notFound(
                    "The source has no folder '" + relative + "': correct the directory in the definition.");
        }
        try {
            var real = folder.toRealPath();
            if (!real.startsWith(root.toRealPath())) {
                throw outside(relative);
            }
            return real;
        } catch (IOException e) {
            throw LandfallException.unavailable("The folder '" + relative + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path named(Path root, String relative) {
        try {
            var folder = root.resolve(relative).normalize();
            if (Path.of(relative).isAbsolute() || !folder.startsWith(root.normalize())) {
                throw outside(relative);
            }
            return folder;
        } catch (InvalidPathException e) {
            throw outside(relative);
        }
    }

    private static LandfallException outside(String relative) {
        return LandfallException.invalid(
                "The folder '" + relative + "' leads outside of the source: name one inside, without '..'.");
    }
}
