package dev.landfall.functionslocal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** Opens connections with the settings that every one of them needs. */
final class Connections {

    /** Another program, such as a database browser, may hold the file for so long before a call fails. */
    private static final int BUSY_TIMEOUT_MILLIS = 5000;

    /** The log is cut back to this size after a checkpoint. */
    private static final int WAL_LIMIT_BYTES = 64 * 1024 * 1024;

    private final Path file;

    Connections(Path file) {
        this.file = file;
    }

    /** The one that writes: every commit is on disk when it returns. */
    SqlSession writer() throws SQLException {
        return session(List.of(
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA journal_size_limit = " + WAL_LIMIT_BYTES,
                "PRAGMA cache_size = -8192"));
    }

    SqlSession reader() throws SQLException {
        return session(List.of("PRAGMA query_only = ON", "PRAGMA cache_size = -2048"));
    }

    /** One for VACUUM INTO, which a connection that may only query refuses. */
    SqlSession copier() throws SQLException {
        return session(List.of());
    }

    private SqlSession session(List<String> settings) throws SQLException {
        // not by DriverManager, which would look through the whole class path for drivers
        var connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        var session = new SqlSession(connection);
        try {
            session.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
            for (String setting : settings) {
                session.execute(setting);
            }
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }
}
