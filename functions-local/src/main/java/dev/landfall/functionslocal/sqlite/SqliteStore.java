package dev.landfall.functionslocal.sqlite;

import dev.landfall.functionslocal.file.DurableFile;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One SQLite file (WAL, {@code synchronous=FULL}) with one writer and a few readers. It survives being killed at any
 * moment: what was answered is there, what was not is there whole or not at all. Thread-safe.
 */
public final class SqliteStore implements AutoCloseable {

    /** Numbers of one generation: a new one starts with each opening. */
    private static final long NUMBERS = 1L << 40;

    private final Path file;
    private final StoreLock lock;
    private final SqlFailure failure;
    private final SqlSession writer;
    private final GroupCommit commits;
    private final Readers readers;
    private final AtomicLong lastNumber;

    private SqliteStore(
            Path file, StoreLock lock, SqlFailure failure, SqlSession writer, Readers readers, long generation) {
        this.file = file;
        this.lock = lock;
        this.failure = failure;
        this.writer = writer;
        this.commits = new GroupCommit(writer, failure);
        this.readers = readers;
        this.lastNumber = new AtomicLong(generation * NUMBERS);
    }

    /**
     * Opens a file, or makes it, and brings it to this version's schema.
     *
     * @throws LandfallException UNAVAILABLE when another process has it or it cannot be written, INTERNAL when it is
     *     damaged, CONFLICT when a newer Landfall wrote it, INVALID when it is not Landfall's
     */
    public static SqliteStore open(Path file) {
        return open(file, Schema.CURRENT);
    }

    static SqliteStore open(Path file, Schema schema) {
        var failure = new SqlFailure(file);
        try {
            DurableFile.createPrivateFolder(DurableFile.folderOf(file));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The data folder of " + file + " could not be made: " + e.getMessage() + ". Choose another one.",
                    e);
        }
        var lock = StoreLock.take(file);
        try {
            var store = openLocked(file, schema, lock, failure);
            store.commits.start();
            return store;
        } catch (SQLException e) {
            lock.close();
            throw failure.of(e);
        } catch (IOException e) {
            lock.close();
            throw LandfallException.unavailable("The database " + file + " could not be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static SqliteStore openLocked(Path file, Schema schema, StoreLock lock, SqlFailure failure)
            throws SQLException, IOException {
        var found = new StoreFile(file, failure);
        found.require();
        boolean check = found.wasLeftOpen();
        DurableFile.createPrivate(file);
        var connections = new Connections(file);
        var writer = connections.writer();
        try {
            if (check) {
                found.requireSound(writer);
            }
            schema.migrate(writer, file);
            writer.update("UPDATE meta SET value = value + 1 WHERE name = 'generation'");
            long generation = writer.number("SELECT value FROM meta WHERE name = 'generation'");
            return new SqliteStore(file, lock, failure, writer, new Readers(connections, failure), generation);
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Runs work in the writer's transaction; durable when it returns. */
    <T> T write(SqlWork<T> work) {
        return commits.run(work);
    }

    /** Runs work that only reads, on everything that was answered before. */
    <T> T read(SqlWork<T> work) {
        return readers.run(work);
    }

    /** A number that was never given before, in this process or an earlier one; they grow. */
    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    /**
     * Writes a consistent copy while the store is in use. The copy is one file; to restore it, put it in the place of a
     * closed store's file whose {@code -wal} and {@code -shm} files are removed.
     *
     * @param target must not exist
     * @throws LandfallException CONFLICT when the target exists, UNAVAILABLE when it cannot be written
     */
    public void backup(Path target) {
        backup(file, target);
    }

    /**
     * The same, for a store that another process may have open.
     *
     * @param database the store's file
     * @param target must not exist
     * @throws LandfallException as {@link #backup(Path)}
     */
    public static void backup(Path database, Path target) {
        if (Files.exists(target)) {
            throw LandfallException.conflict("The backup was not written: " + target + " exists. Name a new file.");
        }
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            Files.deleteIfExists(partial);
            DurableFile.createPrivate(partial);
            copyInto(database, partial);
            DurableFile.sync(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.syncFolder(DurableFile.folderOf(target));
        } catch (IOException | SQLException e) {
            throw LandfallException.unavailable(
                    "The backup " + target + " could not be written: " + e.getMessage()
                            + ". Check that its folder is there and has space.",
                    e);
        }
    }

    private static void copyInto(Path database, Path partial) throws SQLException {
        // a connection of its own, so that a long copy holds no reader
        try (var session = new Connections(database).copier()) {
            session.update("VACUUM INTO ?", partial.toString());
        }
    }

    /** Finishes running writes, folds the log into the file and lets go of it. */
    @Override
    public void close() {
        commits.close();
        try (lock) {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }
}
