package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void errorReplyGivesMessageProblemsAndExitCodeOfItsKind(ErrorKind kind) {
        try (var api = new FakeApi()) {
            api.on(
                    "GET /v1/jobs",
                    kind.httpStatus(),
                    "{'kind':'%s','message':'It broke.','problems':['a.toml:1:2: x']}"
                            .formatted(kind)
                            .replace('\'', '"'));
            var ended = new CommandRun(folder).against(api).run("job", "list");
            assertEquals(kind.exitCode(), ended.exitCode());
            assertEquals("landfall: It broke.\n  a.toml:1:2: x\n", ended.err());
            assertEquals("", ended.out());
        }
    }

    @Test
    void errorIsJsonWhenJsonIsAskedFor() {
        try (var api = new FakeApi()) {
            api.on("GET /v1/jobs", 404, "{\"kind\":\"NOT_FOUND\",\"message\":\"No such install.\"}");
            var ended = new CommandRun(folder).against(api).run("-o", "json", "job", "list");
            assertEquals(5, ended.exitCode());
            assertEquals(
                    "{\"kind\":\"NOT_FOUND\",\"message\":\"No such install.\",\"problems\":[]}",
                    ended.err().strip());
        }
    }

    @Test
    void replyOfSomethingElseIsNamedAsSuch() {
        try (var api = new FakeApi()) {
            api.on("GET /v1/jobs", 404, "<html>not here</html>");
            var ended = new CommandRun(folder).against(api).run("job", "list");
            assertEquals(5, ended.exitCode());
            assertTrue(ended.err().contains("a Landfall server?"), ended.err());
            assertFalse(ended.err().contains("<html>"));
        }
    }

    @Test
    void garbageInsteadOfJsonIsAnErrorNotATrace() {
        try (var api = new FakeApi()) {
            api.on("GET /v1/jobs", 200, "{\"items\":[");
            var ended = new CommandRun(folder).against(api).run("job", "list");
            assertEquals(2, ended.exitCode());
            assertFalse(ended.err().contains("\tat "), ended.err());
        }
    }

    @Test
    void serverThatIsNotThereIsUnavailable() {
        var ended = new CommandRun(folder)
                .with("LANDFALL_SERVER", "http://127.0.0.1:1")
                .with("LANDFALL_TOKEN", "t")
                .run("job", "list");
        assertEquals(8, ended.exitCode());
        assertTrue(ended.err().contains("No server answers at http://127.0.0.1:1"), ended.err());
    }

    @Test
    void stackTraceAppearsOnlyWhenDebugging() {
        var run = new CommandRun(folder)
                .with("LANDFALL_SERVER", "http://127.0.0.1:1")
                .with("LANDFALL_TOKEN", "t");
        assertFalse(run.run("job", "list").err().contains("\tat "));
        assertTrue(run.with("LANDFALL_DEBUG", "1").run("job", "list").err().contains("\tat "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus",
                "job",
                "job lsit",
                "job list --statu x",
                "job list --limit many",
                "job list --output yaml",
                "job show",
                "job show a b",
                "job list --install a --project b",
                "install create acme",
                "install update acme",
                "install create --file nowhere/acme.toml",
                "project update web",
                "project create web",
                "project run web",
                "project create web --repository r --git-token a:b --git-ssh-key c:d",
                "secret set web",
                "secret set web:",
                "secret rm :key",
                "token create ci",
                "token create ci --scope read --expires-in soon",
                "app validate nowhere",
                "completion tcsh",
                "context use",
                "login"
            })
    void badArgumentsAreUsageErrorsThatSayWhatToDo(String line) {
        try (var api = new FakeApi()) {
            var ended = new CommandRun(folder).against(api).run(line.isEmpty() ? new String[0] : line.split(" "));
            assertEquals(2, ended.exitCode(), ended.err());
            assertTrue(ended.err().startsWith("landfall: "), ended.err());
            assertEquals(0, api.asked().size());
        }
    }

    @Test
    void usageErrorIsJsonToo() {
        var ended = new CommandRun(folder).run("--output", "json", "job", "lsit");
        assertEquals(2, ended.exitCode());
        assertEquals(
                "INVALID",
                Json.readTree(ended.err().getBytes(StandardCharsets.UTF_8))
                        .path("kind")
                        .asString(""));
    }

    @Test
    void withoutServerTheNextStepIsNamed() {
        var ended = new CommandRun(folder).run("job", "list");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("landfall dev") && ended.err().contains("landfall login"), ended.err());
    }

    @Test
    void withoutTokenNothingIsSent() {
        try (var api = new FakeApi()) {
            var ended =
                    new CommandRun(folder).with("LANDFALL_SERVER", api.url()).run("job", "list");
            assertEquals(3, ended.exitCode());
            assertEquals(0, api.asked().size());
        }
    }
}
