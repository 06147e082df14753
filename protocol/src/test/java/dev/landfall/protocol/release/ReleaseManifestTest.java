package dev.landfall.protocol.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.SignatureProblem;
import dev.landfall.protocol.signature.Verified;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseManifestTest {

    private final EcKeys key = EcKeys.generate();
    private final ReleaseManifest manifest = new ReleaseManifest(
            new ReleaseVersion("1.2.3"),
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of(new ReleaseManifest.Archive("linux-amd64", "runner.tar.gz", 10, "ab".repeat(32))));

    @Test
    void whatTheReleaseKeySignedIsRead() {
        var opened = ReleaseManifest.open(manifest.signedBy(key) + "\n", key.jwk());
        assertEquals(manifest, assertInstanceOf(Verified.Accepted.class, opened).value());
        assertEquals(
                "runner.tar.gz",
                manifest.archiveFor("linux-amd64").orElseThrow().name());
        assertTrue(manifest.archiveFor("linux-arm64").isEmpty());
    }

    @Test
    void anotherKeyAnotherPurposeAndChangedBytesAreRefused() {
        var signed = manifest.signedBy(key);
        refused(SignatureProblem.UNKNOWN_KEY, signed, EcKeys.generate());
        refused(SignatureProblem.WRONG_PURPOSE, Jws.sign(key, "landfall-job-spec", Json.write(manifest)), key);
        var other = Jws.sign(EcKeys.generate(), ReleaseManifest.TYPE, Json.write(manifest));
        var parts = signed.split("\\.");
        refused(SignatureProblem.BAD_SIGNATURE, parts[0] + "." + parts[1] + "." + other.split("\\.")[2], key);
        refused(SignatureProblem.UNREADABLE, Jws.sign(key, ReleaseManifest.TYPE, new byte[] {'{', '}'}), key);
        refused(SignatureProblem.MALFORMED, "x".repeat(ReleaseManifest.MAX_TEXT + 1), key);
    }

    @Test
    void versionsAreOrderedAsSemanticVersioningSays() {
        var ordered = Stream.of("0.9.9", "1.0.0-alpha", "1.0.0-rc1", "1.0.0", "1.0.10", "1.2.0", "10.0.0")
                .map(ReleaseVersion::new)
                .toList();
        assertEquals(ordered, ordered.reversed().stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "01.2.3",
                "1.2.3.4",
                "../1.2.3",
                "1.2.3-../x",
                "1.2.3-a..b",
                "v1.2.3",
                "1.2.9999999999"
            })
    void whatIsNoVersionIsNoFolderEither(String text) {
        assertThrows(LandfallException.class, () -> new ReleaseVersion(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", ".hidden"})
    void archivesHavePlainNames(String name) {
        assertThrows(
                LandfallException.class, () -> new ReleaseManifest.Archive("linux-amd64", name, 1, "ab".repeat(32)));
    }

    private static void refused(SignatureProblem problem, String text, EcKeys key) {
        var opened = ReleaseManifest.open(text, key.jwk());
        assertEquals(problem, assertInstanceOf(Verified.Refused.class, opened).problem());
    }
}
