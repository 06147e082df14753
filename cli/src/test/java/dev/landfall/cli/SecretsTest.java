package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.settings.ConfigFile;
import dev.landfall.protocol.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is secret comes in by the standard input or a file, and never goes out again. */
class SecretsTest {

    private static final String WHO = "{\"org\":{\"id\":\"org_1\",\"name\":\"acme\"}}";

    @TempDir
    Path folder;

    @Test
    void secretIsPipedInWithoutItsLastLineEnd() {
        try (var api = new FakeApi()) {
            var ended =
                    new CommandRun(folder).against(api).typing("two\nlines\n").run("secret", "set", "web/a:key");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals("PUT /v1/secrets", api.last().line());
            assertEquals(
                    JsonText.tree("{\"path\":\"web/a\",\"key\":\"key\",\"value\":\"two\\nlines\"}"),
                    Json.readTree(api.last().body()));
            assertFalse((ended.out() + ended.err()).contains("lines"));
        }
    }

    @Test
    void secretFromAFileStaysAsItIs() throws Exception {
        Files.writeString(folder.resolve("key"), "-----BEGIN\nx\n");
        try (var api = new FakeApi()) {
            new CommandRun(folder).against(api).run("secret", "set", "web:ssh", "--from-file", "key");
            assertEquals(
                    "-----BEGIN\nx\n",
                    Json.readTree(api.last().body()).path("value").asString(""));
        }
    }

    @Test
    void emptySecretIsRefused() {
        try (var api = new FakeApi()) {
            var ended = new CommandRun(folder).against(api).run("secret", "set", "web:key");
            assertEquals(2, ended.exitCode());
            assertEquals(0, api.asked().size());
        }
    }

    @Test
    void loginTriesTheTokenThenSavesItForItsServer() throws Exception {
        try (var api = new FakeApi().on("GET /v1/whoami", WHO)) {
            var ended = new CommandRun(folder).typing("lf_secret\n").run("login", "--server", api.url(), "--name", "x");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals("Bearer lf_secret", api.last().authorization());
            assertFalse((ended.out() + ended.err()).contains("lf_secret"));
            assertEquals(0, new CommandRun(folder).run("job", "list").exitCode());
            assertEquals("Bearer lf_secret", api.last().authorization());
            var listed = new CommandRun(folder).run("context", "list", "-o", "json");
            assertTrue(listed.json().at("/items/0/current").asBoolean(false));
            assertFalse(listed.out().contains("lf_secret"));
        }
    }

    @Test
    void refusedTokenIsNotSaved() {
        try (var api = new FakeApi().on("GET /v1/whoami", 401, "{\"kind\":\"UNAUTHENTICATED\",\"message\":\"No.\"}")) {
            var ended = new CommandRun(folder).typing("bad\n").run("login", "--server", api.url());
            assertEquals(3, ended.exitCode());
            assertFalse(Files.exists(config().path()));
        }
    }

    @Test
    void tokenNeverTravelsReadableToAnotherMachine() {
        var ended = new CommandRun(folder).typing("t\n").run("login", "--server", "http://far.example");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("Use https"), ended.err());
    }

    @Test
    void logoutForgetsAndContextUseChooses() {
        try (var api = new FakeApi().on("GET /v1/whoami", WHO)) {
            new CommandRun(folder).typing("1111").run("login", "--server", api.url(), "--name", "one");
            new CommandRun(folder).typing("2222").run("login", "--server", api.url(), "--name", "two");
            new CommandRun(folder).run("context", "use", "one");
            assertEquals(Optional.of("one"), config().read().currentName());
            assertEquals(
                    5, new CommandRun(folder).run("context", "use", "three").exitCode());
            new CommandRun(folder).run("logout");
            assertEquals(Optional.empty(), config().read().currentName());
            assertEquals(5, new CommandRun(folder).run("logout").exitCode());
            assertTrue(config().read().find("two").isPresent());
        }
    }

    private ConfigFile config() {
        return ConfigFile.locate(name -> name.equals("HOME") ? Optional.of(folder.toString()) : Optional.empty());
    }
}
