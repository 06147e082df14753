package dev.landfall.functionslocal.backup;

import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.functionslocal.sqlite.SqliteStore;
import dev.landfall.protocol.error.LandfallException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A data folder in one ZIP file. The database is copied as of one moment, and before everything else: what it refers to
 * is written before it and never changed, so the files that follow are at least as new. The file holds keys and secrets;
 * only its owner may read it.
 */
public final class DataBackup {

    private static final String DATABASE = "landfall.db";

    /** What belongs to a data folder beside its database; anything else in it is not ours. */
    private static final List<String> FILES = List.of("blobs", "secrets.enc", "keys", "admin.token", "runner");

    /** Made anew by whoever uses the folder. */
    private static final List<String> LEFT_OUT = List.of("runner/work", "runner/cache", "runner/status.json");

    private DataBackup() {}

    /**
     * Writes a backup while a control plane may be running on the folder.
     *
     * @throws LandfallException NOT_FOUND when there is no control plane's state, CONFLICT when the target exists,
     *     UNAVAILABLE when it cannot be written
     */
    public static void write(Path data, Path target) {
        requireState(data);
        if (Files.exists(target)) {
            throw LandfallException.conflict("The backup was not written: " + target + " exists. Name a new file.");
        }
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        var database = target.resolveSibling(target.getFileName() + ".database");
        try {
            SqliteStore.backup(data.resolve(DATABASE), database);
            Files.deleteIfExists(partial);
            DurableFile.createPrivate(partial);
            pack(data, database, partial);
            DurableFile.sync(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.syncFolder(DurableFile.folderOf(target));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The backup " + target + " could not be written: " + e.getMessage()
                            + ". Check that its folder is there and has space.",
                    e);
        } finally {
            deleteQuietly(database);
            deleteQuietly(partial);
        }
    }

    /**
     * Makes a data folder from a backup.
     *
     * @param data must be absent or empty
     * @throws LandfallException NOT_FOUND when there is no such file, INVALID when it is no backup, CONFLICT when the
     *     folder is not empty, UNAVAILABLE when it cannot be written
     */
    public static void restore(Path file, Path data) {
        if (!Files.isRegularFile(file)) {
            throw LandfallException.notFound("There is no backup file " + file + ".");
        }
        try {
            requireEmpty(data);
            DurableFile.createPrivateFolder(data);
            unpack(file, data);
            DurableFile.syncFolder(data);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The backup " + file + " could not be restored into " + data + ": " + e.getMessage()
                            + ". Remove the folder, check that there is space, and try again.",
                    e);
        }
    }

    private static void requireState(Path data) {
        if (!Files.isRegularFile(data.resolve(DATABASE))) {
            throw LandfallException.notFound(
                    "There is no control plane's state in " + data + ". Name its folder with --data.");
        }
    }

    private static void requireEmpty(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (var entries = Files.list(data)) {
            if (entries.findAny().isPresent()) {
                throw LandfallException.conflict(
                        "Nothing was restored: " + data + " is not empty. Name a new folder, or move that one away.");
            }
        }
    }

    private static void pack(Path data, Path database, Path target) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            add(zip, DATABASE, database);
            for (var name : FILES) {
                addTree(zip, data, data.resolve(name));
            }
        }
    }

    private static void addTree(ZipOutputStream zip, Path data, Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = data.relativize(file).toString();
                if (LEFT_OUT.stream().noneMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "/"))) {
                    addIfThere(zip, name, file);
                }
            }
        }
    }

    /** A file may be gone since it was listed: retention removes what nothing refers to any more. */
    private static void addIfThere(ZipOutputStream zip, String name, Path file) throws IOException {
        if (Files.exists(file)) {
            add(zip, name, file);
        }
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static void unpack(Path file, Path data) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(DATABASE) == null) {
                throw LandfallException.invalid("'" + file + "' is not a backup of a control plane.");
            }
            for (var entry : Collections.list(zip.entries())) {
                var target = inside(data, entry.getName());
                DurableFile.createPrivateFolder(DurableFile.folderOf(target));
                DurableFile.createPrivate(target);
                try (var content = zip.getInputStream(entry);
                        var out = Files.newOutputStream(target)) {
                    content.transferTo(out);
                }
                DurableFile.sync(target);
            }
        } catch (ZipException e) {
            throw LandfallException.invalid(
                    "'" + file + "' is not a backup, or it is damaged: " + e.getMessage() + ".");
        }
    }

    private static Path inside(Path data, String name) {
        var target = data.resolve(name).normalize();
        if (!target.startsWith(data.normalize()) || target.equals(data.normalize())) {
            throw LandfallException.invalid("The backup has an entry outside its folder, '" + name + "'.");
        }
        return target;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the next backup of that name removes it
        }
    }
}
