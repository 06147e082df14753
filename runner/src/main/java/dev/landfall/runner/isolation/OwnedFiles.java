package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Gives files to the user of a job. Links are never followed. Each method throws UNAVAILABLE when the disk fails. */
final class OwnedFiles {

    private OwnedFiles() {}

    /** A file, or a folder without what is in it. */
    static void give(Path file, int user) {
        try {
            chown(file, user);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** All that is below a folder and is not the user's yet, with the folder. */
    static void giveTree(Path folder, int user) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                    chown(each, user);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                    chown(each, user);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path each, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Lets everybody pass through a folder, and nobody but its owner read it. */
    static void letPass(Path folder) {
        setRights(folder, "rwx--x--x");
    }

    /** Lets nobody but its owner into a folder. */
    static void close(Path folder) {
        setRights(folder, "rwx------");
    }

    private static void setRights(Path folder, String rights) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** A folder of the runner that others may pass through. */
    static Path makePassable(Path folder) {
        try {
            Files.createDirectory(folder);
            letPass(folder);
            return folder;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** What has further names elsewhere could be a file of somebody else that the job linked here: it stays whose it is. */
    private static void chown(Path file, int user) throws IOException {
        var attributes = Files.readAttributes(file, "unix:uid,nlink", LinkOption.NOFOLLOW_LINKS);
        boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        boolean own = Integer.valueOf(user).equals(attributes.get("uid"));
        if (!own && (folder || Integer.valueOf(1).equals(attributes.get("nlink")))) {
            Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static LandfallException failed(Path file, IOException e) {
        return LandfallException.unavailable(
                "The file " + file + " could not be given to the job's user: " + e.getMessage() + ".", e);
    }
}
