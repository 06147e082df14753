package dev.landfall.functionslocal.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.protocol.error.LandfallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, again and again on the same file: what was answered is there, and nothing by halves. */
@Timeout(120)
class SqliteStoreCrashIT {

    private static final int ROUNDS = 4;
    private static final int ANSWERS_PER_ROUND = 300;

    @TempDir
    Path folder;

    @Test
    void answeredWritesSurviveAKillAndHalfBatchesDoNotExist() throws Exception {
        var answered = new HashSet<String>();
        for (int round = 0; round < ROUNDS; round++) {
            answered.addAll(writeUntilKilled("r" + round));

            try (var store = SqliteStore.open(folder.resolve("landfall.db"))) {
                var parts = partsByBatch(new SqliteRecords(store, InstantSource.system()));
                assertTrue(parts.keySet().containsAll(answered), "an answered batch is gone");
                assertEquals(Set.of(CrashingWriter.RECORDS_PER_BATCH), new HashSet<>(parts.values()));
                assertTrue(messages(store).containsAll(answered), "an answered message is gone");
            }
        }
        assertTrue(answered.size() >= ROUNDS * ANSWERS_PER_ROUND);
    }

    private Set<String> writeUntilKilled(String round) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        CrashingWriter.class.getName(),
                        folder.resolve("landfall.db").toString(),
                        round)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answered = new HashSet<String>();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            while (answered.size() < ANSWERS_PER_ROUND) {
                answered.add(Objects.requireNonNull(out.readLine(), "the writer ended by itself"));
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(137, process.exitValue());
        return answered;
    }

    private static Map<String, Integer> partsByBatch(Records records) {
        var parts = new HashMap<String, Integer>();
        var query = RecordQuery.prefix("p", "", RecordQuery.MAX_LIMIT);
        var page = records.list(query);
        var all = new ArrayList<>(page.records());
        while (page.more()) {
            page = records.list(query.after(all.get(all.size() - 1).key().sort()));
            all.addAll(page.records());
        }
        all.forEach(document -> parts.merge(document.key().sort().replaceAll("\\.[123]$", ""), 1, Integer::sum));
        return parts;
    }

    private static Set<String> messages(SqliteStore store) {
        List<String> bodies = store.read(session -> session.all("SELECT body FROM messages", row -> row.getString(1)));
        return new HashSet<>(bodies);
    }

    private static String classPath() {
        return Stream.of(
                        CrashingWriter.class,
                        SqliteStore.class,
                        Records.class,
                        LandfallException.class,
                        org.sqlite.JDBC.class,
                        org.slf4j.Logger.class)
                .map(SqliteStoreCrashIT::location)
                .distinct()
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            var source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
