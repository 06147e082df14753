package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables and how they came to be: numbered steps that only go forward. {@code PRAGMA user_version} is the number of
 * the last step taken, {@code PRAGMA application_id} says that the file is Landfall's.
 *
 * @param steps each the statements that lead from one version to the next; a published step is never changed
 */
record Schema(List<List<String>> steps) {

    /** "LFDB" in ASCII. */
    static final int APPLICATION_ID = 0x4C464442;

    static final Schema CURRENT = new Schema(List.of(List.of(
            """
            CREATE TABLE meta (
              name TEXT PRIMARY KEY,
              value INTEGER NOT NULL
            ) WITHOUT ROWID, STRICT""",
            "INSERT INTO meta (name, value) VALUES ('generation', 0)",
            """
            CREATE TABLE records (
              partition TEXT NOT NULL,
              sort TEXT NOT NULL,
              version INTEGER NOT NULL,
              body TEXT NOT NULL,
              PRIMARY KEY (partition, sort)
            ) STRICT""",
            """
            CREATE TABLE write_ids (
              partition TEXT NOT NULL,
              id TEXT NOT NULL,
              written_at INTEGER NOT NULL,
              PRIMARY KEY (partition, id)
            ) WITHOUT ROWID, STRICT""",
            "CREATE INDEX write_ids_by_age ON write_ids (written_at)",
            """
            CREATE TABLE queues (
              name TEXT PRIMARY KEY
            ) WITHOUT ROWID, STRICT""",
            """
            CREATE TABLE messages (
              id INTEGER PRIMARY KEY,
              queue TEXT NOT NULL,
              body TEXT NOT NULL,
              sent_at INTEGER NOT NULL,
              visible_at INTEGER NOT NULL,
              receive_count INTEGER NOT NULL,
              spent INTEGER NOT NULL
            ) STRICT""",
            "CREATE INDEX messages_by_visibility ON messages (queue, spent, visible_at, sent_at)")));

    Schema {
        steps = List.copyOf(steps);
    }

    /**
     * Brings a file to the newest version; each step is one transaction.
     *
     * @throws LandfallException CONFLICT when the file is of a newer Landfall, INVALID when it is somebody else's
     */
    void migrate(SqlSession session, Path file) throws SQLException {
        long version = session.number("PRAGMA user_version");
        if (version > steps.size()) {
            throw LandfallException.conflict("The database " + file + " was written by a newer Landfall (schema "
                    + version + "; this one knows up to " + steps.size()
                    + "). Start that version, or restore an older backup.");
        }
        if (session.number("PRAGMA application_id") != APPLICATION_ID) {
            requireEmpty(session, file);
        }
        for (int step = (int) version; step < steps.size(); step++) {
            take(session, step);
        }
    }

    private void take(SqlSession session, int step) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        for (String statement : steps.get(step)) {
            session.execute(statement);
        }
        session.execute("PRAGMA application_id = " + APPLICATION_ID);
        session.execute("PRAGMA user_version = " + (step + 1));
        session.execute("COMMIT");
    }

    private static void requireEmpty(SqlSession session, Path file) throws SQLException {
        if (session.number("SELECT count(*) FROM sqlite_schema") > 0) {
            throw LandfallException.invalid("The file " + file
                    + " is a database of another program. Choose another data folder, or move the file away.");
        }
    }
}
