package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.signature.EcKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

    private final EcKeys key = EcKeys.generate();

    @TempDir
    Path folder;

    @BeforeEach
    void makeKeyAndArchives() throws Exception {
        Files.writeString(folder.resolve("release.jwk"), key.privateJwk());
        Files.writeString(folder.resolve("public.jwk"), key.jwk().text());
        Files.writeString(folder.resolve("landfall-runner-1.2.3-linux-amd64.tar.gz"), "abc");
        Files.writeString(folder.resolve("landfall-runner-1.2.3-linux-arm64.tar.gz"), "abcd");
        Files.writeString(folder.resolve("landfall-1.2.3.tar.gz"), "for any JDK");
    }

    @Test
    void whatIsSignedIsShownWithItsKeyOnly() throws Exception {
        var signed = run("release", "sign", ".", "--key", "release.jwk");
        assertEquals(0, signed.exitCode(), signed.err());

        var shown = run("release", "show", "release.jws", "--key", "public.jwk", "--output", "json");
        assertEquals("1.2.3", shown.json().path("version").asString());
        assertEquals(2, shown.json().path("archives").size());
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                shown.json().at("/archives/0/sha256").asString());

        Files.writeString(folder.resolve("other.jwk"), EcKeys.generate().jwk().text());
        var other = run("release", "show", "release.jws", "--key", "other.jwk");
        assertEquals(2, other.exitCode());
        assertTrue(other.err().contains("is not signed by that key"), other.err());
    }

    @Test
    void archivesOfTwoVersionsAreNotOneRelease() throws Exception {
        Files.writeString(folder.resolve("landfall-runner-1.2.4-linux-amd64.tar.gz"), "abc");
        var refused = run("release", "sign", ".", "--key", "release.jwk");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("several versions"), refused.err());
    }

    @Test
    void updateSendsTheManifest() throws Exception {
        run("release", "sign", ".", "--key", "release.jwk");
        try (var api = new FakeApi()) {
            api.on("POST /v1/runners/rn_1/update", "{\"workflow\":{\"id\":\"rn_1.wf_1\"}}");
            var ended = new CommandRun(folder)
                    .against(api)
                    .run("runner", "update", "rn_1", "--release", "release.jws", "--from", "https://h/l", "--no-wait");
            assertEquals(0, ended.exitCode(), ended.err());
            assertTrue(
                    api.last().text().contains("\"from\":\"https://h/l\""),
                    api.last().text());
            assertTrue(api.last()
                    .text()
                    .contains(Files.readString(folder.resolve("release.jws")).strip()));
        }
    }

    private CommandRun.Ended run(String... words) {
        return new CommandRun(folder).run(words);
    }
}
