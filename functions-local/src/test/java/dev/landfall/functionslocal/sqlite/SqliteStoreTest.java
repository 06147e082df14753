package dev.landfall.functionslocal.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    @TempDir
    Path folder;

    @Test
    void aSecondStoreOnTheSameFileIsRefused() {
        try (var store = SqliteStore.open(file())) {
            var refused = assertThrows(LandfallException.class, () -> SqliteStore.open(file()));

            assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
            assertTrue(refused.publicMessage()
                    .contains("in use by another control plane (process "
                            + ProcessHandle.current().pid() + ")"));
            insert(store, 1);
        }
        SqliteStore.open(file()).close();
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        var nested = folder.resolve("data/landfall.db");
        try (var store = SqliteStore.open(nested)) {
            insert(store, 1);
            assertEquals("rw-------", mode(nested));
            assertEquals("rw-------", mode(nested.resolveSibling("landfall.db-wal")));
            assertEquals("rwx------", mode(folder.resolve("data")));
        }
    }

    @Test
    void closingFoldsTheLogIntoTheFile() throws IOException {
        try (var store = SqliteStore.open(file())) {
            insert(store, 1);
        }

        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("landfall.db", "landfall.db.lock"),
                    files.map(path -> String.valueOf(path.getFileName()))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void aClosedStoreRefusesWork() {
        var store = SqliteStore.open(file());
        store.close();

        assertKind(ErrorKind.UNAVAILABLE, () -> insert(store, 1));
    }

    @Test
    void workThatThrowsIsUndoneAndTheOthersAreNot() {
        try (var store = SqliteStore.open(file())) {
            var failures = Together.run(20, i -> () -> {
                try {
                    return store.write(session -> {
                        session.update("INSERT INTO queues (name) VALUES (?)", "q" + i);
                        if (i % 3 == 0) {
                            throw new IllegalStateException("refused " + i);
                        }
                        return "";
                    });
                } catch (IllegalStateException e) {
                    return String.valueOf(e.getMessage());
                }
            });

            for (int i = 0; i < 20; i++) {
                assertEquals(i % 3 == 0 ? "refused " + i : "", failures.get(i));
            }
            assertEquals(13, store.<Long>read(session -> session.number("SELECT count(*) FROM queues")));
        }
    }

    @Test
    void aWrongStatementFailsAloneAndTheStoreGoesOn() {
        try (var store = SqliteStore.open(file())) {
            assertKind(
                    ErrorKind.INTERNAL, () -> store.write(session -> session.update("INSERT INTO nothing VALUES (1)")));
            insert(store, 1);

            assertEquals(1, store.<Long>read(session -> session.number("SELECT count(*) FROM queues")));
        }
    }

    @Test
    void readersCannotWrite() {
        try (var store = SqliteStore.open(file())) {
            assertThrows(
                    LandfallException.class,
                    () -> store.read(session -> session.update("INSERT INTO queues (name) VALUES ('x')")));
        }
    }

    @Test
    void anotherFileIsNotTakenForADatabase() throws IOException {
        Files.writeString(file(), "this is a shopping list and not a database\n".repeat(10));

        assertDamaged("it does not start like an SQLite database");
    }

    @Test
    void aFileThatWasCutOffIsNoticed() throws IOException {
        fill();
        try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
            raw.setLength(raw.length() / 2);
        }

        assertDamaged(" of ");
    }

    @Test
    void damagedPagesAreNoticedAfterACrash() throws IOException {
        fill();
        try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
            raw.seek(4096);
            raw.write(new byte[8192]);
        }
        // a log that is left behind is how an unclean end is seen
        Files.write(file().resolveSibling("landfall.db-wal"), new byte[32]);

        assertDamaged("damaged");
    }

    @Test
    void aReadOnlyFileIsRefused() throws IOException {
        fill();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
        assumeFalse(Files.isWritable(file()), "this user may write everything");

        var refused = assertThrows(LandfallException.class, () -> SqliteStore.open(file()));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertTrue(refused.publicMessage().contains("cannot be written by this user"));
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() throws Exception {
        try (var session = new Connections(file()).writer()) {
            session.execute("CREATE TABLE theirs (x)");
        }

        var refused = assertThrows(LandfallException.class, () -> SqliteStore.open(file()));
        assertEquals(ErrorKind.INVALID, refused.kind());
        assertTrue(refused.publicMessage().contains("another program"));
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        fill();
        try (var session = new Connections(file()).writer()) {
            session.execute("PRAGMA user_version = 99");
        }

        var refused = assertThrows(LandfallException.class, () -> SqliteStore.open(file()));
        assertEquals(ErrorKind.CONFLICT, refused.kind());
        assertTrue(refused.publicMessage().contains("newer Landfall (schema 99"));
    }

    @Test
    void anOlderSchemaIsBroughtForwardWithItsContent() {
        fill();
        var steps = new ArrayList<>(Schema.CURRENT.steps());
        steps.add(List.of("ALTER TABLE queues ADD COLUMN paused INTEGER NOT NULL DEFAULT 0"));
        steps.add(List.of("UPDATE queues SET paused = 1"));

        try (var store = SqliteStore.open(file(), new Schema(steps))) {
            assertEquals(200, store.<Long>read(session -> session.number("SELECT sum(paused) FROM queues")));
            assertEquals(3, store.<Long>read(session -> session.number("PRAGMA user_version")));
        }
        assertKind(ErrorKind.CONFLICT, () -> SqliteStore.open(file()));
    }

    @Test
    void aStepThatFailsLeavesTheOldSchema() {
        fill();
        var steps = new ArrayList<>(Schema.CURRENT.steps());
        steps.add(List.of("ALTER TABLE queues ADD COLUMN paused INTEGER", "INSERT INTO missing VALUES (1)"));
        assertThrows(LandfallException.class, () -> SqliteStore.open(file(), new Schema(steps)));

        try (var store = SqliteStore.open(file())) {
            assertEquals(200, store.<Long>read(session -> session.number("SELECT count(*) FROM queues")));
        }
    }

    @Test
    void aBackupWhileWritingIsConsistentAndRestores() throws IOException {
        var backup = folder.resolve("backup.db");
        try (var store = SqliteStore.open(file())) {
            Together.run(4, i -> () -> {
                if (i == 0) {
                    insert(store, 1_000);
                    store.backup(backup);
                } else {
                    IntStream.range(0, 60).forEach(n -> insertPair(store, i * 100 + n));
                }
                return true;
            });
            assertKind(ErrorKind.CONFLICT, () -> store.backup(backup));
        }
        assertEquals("rw-------", mode(backup));

        Files.delete(file());
        Files.copy(backup, file());
        try (var store = SqliteStore.open(file())) {
            assertEquals(
                    1, store.<Long>read(session -> session.number("SELECT count(*) FROM queues WHERE name = 'q1000'")));
            assertEquals(
                    store.<Long>read(session -> session.number("SELECT count(*) FROM queues WHERE name LIKE 'a%'")),
                    store.<Long>read(session -> session.number("SELECT count(*) FROM queues WHERE name LIKE 'b%'")));
            insert(store, 1);
        }
    }

    @Test
    void aBackupToNowhereSaysSoAndLeavesTheStoreAsItIs() {
        try (var store = SqliteStore.open(file())) {
            assertKind(ErrorKind.UNAVAILABLE, () -> store.backup(folder.resolve("missing/backup.db")));
            insert(store, 1);
            assertFalse(Files.exists(folder.resolve("missing")));
        }
    }

    private Path file() {
        return folder.resolve("landfall.db");
    }

    private void fill() {
        try (var store = SqliteStore.open(file())) {
            IntStream.range(0, 200).forEach(i -> insert(store, i));
        }
    }

    private static void insert(SqliteStore store, int number) {
        store.write(session -> session.update(
                "INSERT INTO queues (name) VALUES (?)", "q" + number + "x".repeat(number == 1000 ? 0 : 200)));
    }

    private static void insertPair(SqliteStore store, int number) {
        store.write(session -> session.update("INSERT INTO queues (name) VALUES (?)", "a" + number)
                + session.update("INSERT INTO queues (name) VALUES (?)", "b" + number));
    }

    private void assertDamaged(String how) {
        var refused = assertThrows(LandfallException.class, () -> SqliteStore.open(file()));
        assertEquals(ErrorKind.INTERNAL, refused.kind(), refused.publicMessage());
        assertTrue(refused.publicMessage().contains(how), refused.publicMessage());
        assertTrue(refused.publicMessage().contains("restore the newest backup"), refused.publicMessage());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void assertKind(ErrorKind expected, Runnable attempt) {
        assertEquals(
                expected, assertThrows(LandfallException.class, attempt::run).kind());
    }
}
