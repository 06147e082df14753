package dev.landfall.functionslocal.blob;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.functionslocal.file.DurableFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which file holds which key. A segment before a slash is a folder of that name; the last segment is a file of that name
 * and {@value #MARK}, a character that no key has, so that {@code a} and {@code a/b} can both be there.
 */
final class BlobFiles {

    private static final String MARK = "=";

    private final Path root;

    BlobFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path fileOf(String key) {
        return root.resolve(BlobKey.require(key) + MARK);
    }

    /** Keys in ascending byte order. */
    List<String> list(String prefix, String after, int limit) throws IOException {
        var keys = new ArrayList<String>();
        collect(root, "", new Wanted(prefix, after, limit), keys);
        return keys;
    }

    /** Removes a folder and its parents below the root as far as they are empty. */
    void removeEmptyFolders(Path folder) throws IOException {
        var current = folder;
        while (!current.equals(root.toAbsolutePath()) && current.startsWith(root.toAbsolutePath())) {
            try {
                Files.delete(current);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
            current = DurableFile.folderOf(current);
        }
    }

    private static void collect(Path folder, String above, Wanted wanted, List<String> keys) throws IOException {
        for (String name : sorted(folder)) {
            if (keys.size() == wanted.limit) {
                return;
            }
            var key = above + name;
            if (!name.endsWith("/")) {
                if (wanted.key(key)) {
                    keys.add(key);
                }
            } else if (wanted.somethingBelow(key)) {
                collect(folder.resolve(name), key, wanted, keys);
            }
        }
    }

    /** Names of keys as they are, and of folders with a slash, which puts both into the order of the whole keys. */
    private static SortedSet<String> sorted(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                var name = String.valueOf(entry.getFileName());
                names.add(name.endsWith(MARK) ? name.substring(0, name.length() - 1) : name + "/");
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // a concurrent delete emptied it
            return names;
        }
        return names;
    }

    private record Wanted(String prefix, String after, int limit) {

        boolean key(String key) {
            return key.startsWith(prefix) && key.compareTo(after) > 0;
        }

        boolean somethingBelow(String folder) {
            boolean inPrefix = folder.startsWith(prefix) || prefix.startsWith(folder);
            return inPrefix && (folder.compareTo(after) > 0 || after.startsWith(folder));
        }
    }
}
