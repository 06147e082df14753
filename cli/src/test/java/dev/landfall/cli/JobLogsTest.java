package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogsTest {

    private static final String LINES = """
            {"lines":[{"at":"2026-03-01T11:59:00Z","stream":"stdout","text":"a\\u001b[2Jb"},
                      {"at":"2026-03-01T11:59:01Z","stream":"notice","text":"done"}],"next":"c1","end":%s}
            """;

    @TempDir
    Path folder;

    @Test
    void logIsReadPageByPageUntilNothingComes() {
        try (var api = new FakeApi()
                .on("GET /v1/jobs/j/logs?limit=1000", LINES.formatted("false"))
                .on("GET /v1/jobs/j/logs?after=c1&limit=1000", "{\"lines\":[],\"next\":\"c1\",\"end\":false}")) {
            var ended = new CommandRun(folder).against(api).run("job", "logs", "j");
            assertEquals("a\u001b[2Jb\n== done\n", ended.out());
            assertEquals(2, api.asked().size());
        }
    }

    @Test
    void followingWaitsForMoreUntilTheEnd() {
        try (var api = new FakeApi()
                .on("GET /v1/jobs/j/logs?limit=1000&waitSeconds=20", "{\"lines\":[],\"next\":\"c0\",\"end\":false}")
                .on("GET /v1/jobs/j/logs?after=c0&limit=1000&waitSeconds=20", 503, "{\"kind\":\"UNAVAILABLE\"}")
                .on("GET /v1/jobs/j/logs?after=c0&limit=1000&waitSeconds=20", LINES.formatted("true"))) {
            var ended = new CommandRun(folder).against(api).run("job", "logs", "-f", "j", "-t");
            assertEquals("2026-03-01T11:59:00Z a\u001b[2Jb\n2026-03-01T11:59:01Z == done\n", ended.out());
        }
    }

    @Test
    void onATerminalALogCannotMoveTheCursor() {
        try (var api = new FakeApi().on("GET /v1/jobs/j/logs?limit=1000", LINES.formatted("true"))) {
            var ended = new CommandRun(folder)
                    .against(api)
                    .onTerminal()
                    .with("NO_COLOR", "1")
                    .run("job", "logs", "j");
            assertEquals("a?[2Jb\n== done\n", ended.out());
        }
    }

    @Test
    void asJsonEachLineIsADocument() {
        try (var api = new FakeApi().on("GET /v1/jobs/j/logs?limit=1000", LINES.formatted("true"))) {
            var ended = new CommandRun(folder).against(api).run("job", "logs", "j", "-o", "json");
            assertEquals(
                    "{\"at\":\"2026-03-01T11:59:01Z\",\"stream\":\"notice\",\"text\":\"done\"}",
                    ended.out().lines().skip(1).findFirst().orElseThrow());
        }
    }
}
