package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Baseline: one insert per transaction into SQLite with WAL and {@code synchronous=FULL}, nothing else. */
final class Commits {

    private Commits() {}

    static Samples take(Path folder, int times) throws SQLException {
        var samples = new Samples();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("baseline.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE baseline (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
            var body = "x".repeat(500);
            try (var insert = connection.prepareStatement("INSERT INTO baseline (body) VALUES (?)")) {
                for (int i = 0; i < times; i++) {
                    insert.setString(1, body);
                    long start = System.nanoTime();
                    insert.executeUpdate();
                    samples.add(System.nanoTime() - start);
                }
            }
        }
        return samples;
    }

    static double perSecond(Samples samples) {
        return 1000 / samples.p50();
    }
}
