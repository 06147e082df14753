package dev.landfall.runner.workspace;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Removes a folder with all that is in it. Works with open directories instead of paths where the system has that, so that
 * nobody can slip a link in, and a tree may be deeper than the longest path.
 */
final class TreeRemoval {

    /** As many directories are open at once; what lies deeper is moved up first. */
    private static final int MAX_DEPTH = 50;

    /** A directory may be listed incompletely while it is being emptied. */
    private static final int MAX_PASSES = 10;

    private static final Set<PosixFilePermission> NEEDED =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path root;
    private int moved;

    private TreeRemoval(Path root) {
        this.root = root;
    }

    /** Removes it; nothing happens when it does not exist. A link is removed itself. */
    static void remove(Path root) throws IOException {
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            new TreeRemoval(root).removeAll();
        } else {
            Files.deleteIfExists(root);
        }
    }

    private void removeAll() throws IOException {
        int passes = 0;
        do {
            allow(root);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
                if (entries instanceof SecureDirectoryStream<Path> secure) {
                    empty(secure, secure, root, 1);
                } else {
                    PathTreeRemoval.empty(root);
                }
            }
        } while (!isEmpty(root) && ++passes < MAX_PASSES);
        Files.delete(root);
    }

    private void empty(SecureDirectoryStream<Path> top, SecureDirectoryStream<Path> folder, Path path, int depth)
            throws IOException {
        for (Path entry : folder) {
            Path name = entry.getFileName();
            if (!isDirectory(folder, name)) {
                folder.deleteFile(name);
            } else if (depth == MAX_DEPTH) {
                allow(path.resolve(name));
                folder.move(name, top, Path.of("moved-" + moved++ + "-" + System.identityHashCode(this)));
            } else {
                removeFolder(top, folder, name, path.resolve(name), depth);
            }
        }
    }

    private void removeFolder(
            SecureDirectoryStream<Path> top, SecureDirectoryStream<Path> parent, Path name, Path path, int depth)
            throws IOException {
        allow(path);
        try (SecureDirectoryStream<Path> folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            empty(top, folder, path, depth + 1);
        }
        parent.deleteDirectory(name);
    }

    /** Gives the owner the rights to list and empty a folder when a job took them away. */
    private static void allow(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
            if (!rights.containsAll(NEEDED)) {
                Set<PosixFilePermission> more = EnumSet.copyOf(NEEDED);
                more.addAll(rights);
                Files.setPosixFilePermissions(folder, more);
            }
        }
    }

    private static boolean isDirectory(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }
}
