package dev.landfall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.source.TestGit;
import dev.landfall.cli.source.TestWeb;
import dev.landfall.formats.appconfig.AppConfigReader;
import dev.landfall.formats.appconfig.RemoteContents;
import dev.landfall.formats.files.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** App configs that name addresses, from the command line. */
class AppAddressesTest {

    @TempDir
    Path folder;

    private TestWeb web;
    private Path app;

    @BeforeEach
    void start() throws IOException {
        web = new TestWeb();
        app = Files.createDirectories(folder.resolve("shop"));
        Files.createDirectories(app.resolve("modules/net"));
        Files.writeString(app.resolve("modules/net/main.tf"), "# nothing\n");
        Files.writeString(
                app.resolve("metadata.toml"), "version = \"v2\"\nreadme = \"" + web.url("/readme.md") + "\"\n");
        web.on("/readme.md", "# Shop\n");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void addressIsFetchedOnceAndPinned() throws IOException {
        var ended = run("app", "validate", "shop");
        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(
                "Fetching 1 address.\nfetched " + web.url("/readme.md")
                        + ": 7 bytes\nPinned 1 address in landfall.lock.toml; keep that file with the config.\n",
                ended.err());
        var sha256 = RemoteContents.sha256("# Shop\n".getBytes(UTF_8));
        assertTrue(
                lock().endsWith("\n[[source]]\naddress = \"" + web.url("/readme.md") + "\"\nsha256  = \"" + sha256
                        + "\"\nbytes   = 7\n"),
                this::lock);
        web.close();
        var again = run("app", "validate", "shop");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals("", again.err());
    }

    @Test
    void addressWithoutAPinIsAnErrorWhereNobodyLooks() throws IOException {
        var locked = run("app", "validate", "shop", "--locked");
        assertEquals(2, locked.exitCode());
        assertTrue(
                locked.err().contains("metadata.toml:2:1: '" + web.url("/readme.md") + "' is not pinned"),
                locked.err());
        var ci = new CommandRun(folder).with("CI", "true").run("app", "validate", "shop");
        assertEquals(2, ci.exitCode());
        assertFalse(Files.exists(app.resolve("landfall.lock.toml")));
        var told = new CommandRun(folder).with("CI", "true").run("app", "validate", "shop", "--no-locked");
        assertEquals(0, told.exitCode(), told.err());
    }

    @Test
    void otherContentsThanThePinnedAreRefusedUntilTheyAreAccepted() throws IOException {
        run("app", "pin", "shop");
        var before = lock();
        web.on("/readme.md", "# Other\n");
        forget();
        var ended = run("app", "validate", "shop", "--locked");
        assertEquals(2, ended.exitCode());
        assertTrue(
                ended.err()
                        .contains("metadata.toml:2:1: '" + web.url("/readme.md")
                                + "' could not be fetched: it holds something else than when it was pinned. Pinned are 7 bytes with SHA-256 "
                                + RemoteContents.sha256("# Shop\n".getBytes(UTF_8)) + ", now there are 8 bytes"),
                ended.err());
        assertTrue(ended.err().contains("landfall app pin DIR --update"), ended.err());
        assertEquals(before, lock());
        var accepted = run("app", "pin", "shop", "--update", "--address", web.url("/readme.md"), "-o", "json");
        assertEquals(
                "changed", accepted.json().path("items").path(0).path("change").asString(), accepted.err());
        assertEquals(0, run("app", "validate", "shop", "--locked").exitCode());
    }

    @Test
    void everyAddressThatFailsIsALine() throws IOException {
        for (var i : IntStream.range(0, 20).toArray()) {
            Files.createDirectories(app.resolve("runbooks"));
            Files.writeString(
                    app.resolve("runbooks/r" + i + ".toml"),
                    "name = \"r" + i + "\"\nreadme = \"" + web.url("/no" + i) + "\"\n[[steps]]\nname = \"s\"\n"
                            + "command = \"true\"\n");
        }
        var ended = run("app", "validate", "shop");
        assertEquals(2, ended.exitCode());
        assertEquals(
                20,
                ended.err()
                        .lines()
                        .filter(line -> line.contains("there is nothing (404)"))
                        .count(),
                ended.err());
        assertTrue(
                ended.err().contains("runbooks/r7.toml:2:1: '" + web.url("/no7") + "' could not be fetched"),
                ended.err());
        assertTrue(lock().contains("/readme.md"), "what came is pinned");
    }

    @Test
    void pinsThatNothingUsesGo() throws IOException {
        run("app", "pin", "shop");
        Files.writeString(app.resolve("metadata.toml"), "version = \"v2\"\n");
        var ended = run("app", "pin", "shop", "-o", "json");
        assertEquals(
                "removed", ended.json().path("items").path(0).path("change").asString());
        assertFalse(Files.exists(app.resolve("landfall.lock.toml")));
    }

    @Test
    void contentsTravelInTheArchiveAndWhatIsLeftFromBeforeDoesNot() throws IOException {
        try (var api = new FakeApi().on("POST /v1/apps/shop/configs", "{\"version\":1,\"created\":true}")) {
            assertEquals(
                    0,
                    new CommandRun(folder)
                            .against(api)
                            .run("app", "sync", "shop")
                            .exitCode());
            var first = api.last().body();
            var sha256 = RemoteContents.sha256("# Shop\n".getBytes(UTF_8));
            var files = ConfigFiles.ofArchive(first).orElseThrow();
            assertEquals(List.of(RemoteContents.fileOf(sha256)), files.pathsUnder(RemoteContents.FOLDER));
            assertTrue(AppConfigReader.read(files).value().isPresent());

            Files.createDirectories(app.resolve(RemoteContents.FOLDER));
            Files.writeString(app.resolve(RemoteContents.FOLDER).resolve("leftover"), "x");
            assertEquals(
                    0,
                    new CommandRun(folder)
                            .against(api)
                            .run("app", "sync", "shop")
                            .exitCode());
            assertArrayEquals(first, api.last().body());
        }
    }

    @Test
    void versionThatWasUnpackedNeedsNoServer() throws IOException {
        run("app", "pin", "shop");
        var sha256 = RemoteContents.sha256("# Shop\n".getBytes(UTF_8));
        Files.createDirectories(app.resolve(RemoteContents.FOLDER));
        Files.writeString(app.resolve(RemoteContents.fileOf(sha256)), "# Shop\n");
        forget();
        web.close();
        assertEquals(0, run("app", "validate", "shop", "--locked").exitCode());
    }

    @Test
    void branchThatMovedOnIsFetchedAtThePinnedCommit() throws IOException {
        try (var git = new TestGit(folder.resolve("git"))) {
            var commit = git.with("readme.md", "# One\n").push();
            Files.writeString(
                    app.resolve("metadata.toml"),
                    "version = \"v2\"\nreadme = \"git::" + git.url() + "//readme.md?ref=main\"\n");
            var first = run("app", "validate", "shop");
            assertEquals(0, first.exitCode(), first.err());
            assertTrue(first.out().contains("it stays at commit " + commit), first.out());
            git.with("readme.md", "# Two\n").push();
            forget();
            var again = run("app", "validate", "shop", "--locked");
            assertEquals(0, again.exitCode(), again.err());
            assertTrue(run("app", "pin", "shop", "--update").out().contains("changed"));
        }
    }

    private void forget() throws IOException {
        try (var files = Files.list(folder.resolve(".cache/landfall/sources"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private String lock() {
        try {
            return Files.readString(app.resolve("landfall.lock.toml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun.Ended run(String... args) {
        return new CommandRun(folder).run(args);
    }
}
