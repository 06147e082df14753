package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppSyncTest {

    private static final Path HELLO =
            Path.of("..", "examples", "hello").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void exampleIsGood() {
        var ended = new CommandRun(folder).run("app", "validate", HELLO.toString(), "-o", "json");
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(JsonText.tree("[\"network\",\"service\"]"), ended.json().path("components"));
    }

    @Test
    void whatIsKeptAndNotUsedIsInTheJson() throws Exception {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(folder.resolve("app/branch.toml"), "name = \"main\"\n");
        var ended = new CommandRun(folder).run("app", "validate", "app", "-o", "json");
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(
                JsonText.tree("[\"branch.toml:1:1: Kept and not used by this version of Landfall yet: branches.\"]"),
                ended.json().path("notices"));
    }

    @Test
    void schemaIsPrintedForEditors() {
        var ended = new CommandRun(folder).run("app", "schema", "stack");
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals("Landfall app config: stack", ended.json().path("title").asString());
    }

    @Test
    void unknownSchemaIsAnsweredWithTheKnownOnes() {
        var ended = new CommandRun(folder).run("app", "schema", "stakc");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("secrets, stack, triggers"), ended.err());
    }

    @Test
    void diffTellsWhatIsNewGoneAndChanged() {
        try (var api = versions("""
                {"kind":"component","name":"a","checksum":"1"},{"kind":"component","name":"b","checksum":"2"},
                {"kind":"input","name":"x","checksum":"9"},{"kind":"role","name":"a","checksum":"5"}
                """, """
                {"kind":"component","name":"a","checksum":"3"},{"kind":"component","name":"c","checksum":"4"},
                {"kind":"input","name":"x","checksum":"9"},{"kind":"role","name":"a","checksum":"6"}
                """)) {
            var ended = new CommandRun(folder).against(api).run("app", "diff", "hello", "1", "2", "-o", "json");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(JsonText.tree("""
                            {"from":1,"to":2,"items":[
                             {"part":"component","name":"a","change":"changed","fromChecksum":"1","toChecksum":"3"},
                             {"part":"component","name":"b","change":"removed","fromChecksum":"2"},
                             {"part":"component","name":"c","change":"added","toChecksum":"4"},
                             {"part":"role","name":"a","change":"changed","fromChecksum":"5","toChecksum":"6"}]}
                            """), ended.json());
        }
    }

    @Test
    void diffOfVersionsThatSayTheSameIsOneSentence() {
        var part = "{\"kind\":\"component\",\"name\":\"a\",\"checksum\":\"1\"}";
        try (var api = versions(part, part)) {
            var ended = new CommandRun(folder).against(api).run("app", "diff", "hello", "1", "2");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(
                    "Versions 1 and 2 say the same; what differs are files beside the config.",
                    ended.out().strip());
        }
    }

    private static FakeApi versions(String parts1, String parts2) {
        return new FakeApi()
                .on("GET /v1/apps/hello/configs/1", "{\"version\":1,\"digest\":\"d1\",\"parts\":[" + parts1 + "]}")
                .on("GET /v1/apps/hello/configs/2", "{\"version\":2,\"digest\":\"d2\",\"parts\":[" + parts2 + "]}");
    }

    @Test
    void syncMakesTheAppAndSendsTheArchive() {
        try (var api = new FakeApi()
                .on("POST /v1/apps", 409, "{\"kind\":\"CONFLICT\",\"message\":\"The name is used.\"}")
                .on(
                        "POST /v1/apps/hello/configs",
                        "{\"version\":2,\"created\":true,\"changedComponents\":[\"network\"]}")) {
            var ended = new CommandRun(folder).against(api).run("app", "sync", HELLO.toString());
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(List.of("POST /v1/apps", "POST /v1/apps/hello/configs"), api.lines());
            assertEquals("application/gzip", api.last().contentType());
            assertArrayEquals(
                    new byte[] {0x1f, (byte) 0x8b},
                    new byte[] {api.last().body()[0], api.last().body()[1]});
            assertEquals("Stored app hello version 2 (1 components changed).\n", ended.out());
        }
    }

    @Test
    void badConfigIsRefusedHereWithFileAndLine() throws Exception {
        Files.createDirectories(folder.resolve("app/components"));
        Files.writeString(folder.resolve("app/metadata.toml"), "version = \"v2\"\ndisplay_nam = \"x\"\n");
        Files.writeString(folder.resolve("app/components/a.toml"), "name = ");
        try (var api = new FakeApi()) {
            var ended = new CommandRun(folder).against(api).run("app", "sync", "app");
            assertEquals(2, ended.exitCode());
            assertTrue(ended.err().contains("metadata.toml:2:"), ended.err());
            assertTrue(ended.err().contains("components/a.toml:1:"), ended.err());
            assertEquals(0, api.asked().size());
        }
    }

    @Test
    void installComesFromItsFileAndOptionsWin() {
        try (var api = new FakeApi()) {
            var file = HELLO.resolve("installs/acme.toml").toString();
            var ended = new CommandRun(folder)
                    .against(api)
                    .run(
                            "install",
                            "create",
                            "--file",
                            file,
                            "--input",
                            "region=us-east-1",
                            "--account",
                            "123456789012");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(JsonText.tree("""
                            {"app":"hello","name":"acme","approval":"prompt","account":"123456789012","inputs":{"greeting":"Hello, Acme",
                             "license":"replace-me-with-a-real-one","region":"us-east-1"}}
                            """), Json.readTree(api.last().body()));
        }
    }
}
