package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.Verified;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offline root key, and what it certifies. */
class KeysTest {

    @TempDir
    Path folder;

    @Test
    void aRootKeyIsMadeOnceForItsOwnerAndItsPrivateHalfNeverShown() throws Exception {
        var made = new CommandRun(folder).run("keys", "root", "root.jwk");
        assertEquals(0, made.exitCode(), made.err());
        var file = folder.resolve("root.jwk");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var kept = Files.readAllBytes(file);
        var again = new CommandRun(folder).run("keys", "root", "root.jwk", "-o", "json");
        assertArrayEquals(kept, Files.readAllBytes(file));
        var root = EcKeys.read(Files.readString(file));
        assertEquals(root.jwk(), EcJwk.read(again.out()));
        assertFalse(made.out().contains("\"d\"") || again.out().contains("\"d\""));
        assertTrue(made.out().contains(root.jwk().text()), made.out());
    }

    @Test
    void theRootCertifiesAKeyInEveryFormThatKeyStoresGive() throws Exception {
        new CommandRun(folder).run("keys", "root", "root.jwk");
        var root = EcKeys.read(Files.readString(folder.resolve("root.jwk")));
        var signing = EcKeys.generate();
        var der = signing.jwk().key().getEncoded();
        var base64 = Base64.getEncoder().encodeToString(der);
        var pem = "-----BEGIN PUBLIC KEY-----\n" + base64.substring(0, 64) + "\n" + base64.substring(64)
                + "\n-----END PUBLIC KEY-----\n";
        var forms = Map.of(
                "key.pem",
                pem.getBytes(StandardCharsets.UTF_8),
                "key.der",
                der,
                "key.b64",
                (base64 + "\n").getBytes(StandardCharsets.UTF_8),
                "key.jwk",
                signing.jwk().text().getBytes(StandardCharsets.UTF_8));
        for (var form : forms.entrySet()) {
            Files.write(folder.resolve(form.getKey()), form.getValue());
            var ended = new CommandRun(folder)
                    .run("keys", "certify", "--root", "root.jwk", "--key", form.getKey(), "--days", "30");
            assertEquals(0, ended.exitCode(), form.getKey() + ": " + ended.err());
            var jws = assertInstanceOf(
                    Verified.Accepted.class, Jws.parse(ended.out().strip()));
            var payload = assertInstanceOf(
                    Verified.Accepted.class, ((Jws) jws.value()).open(root.jwk(), KeyCertificate.TYPE));
            var certificate = Json.read((byte[]) payload.value(), KeyCertificate.class);
            assertEquals(signing.jwk(), certificate.jwk());
            assertTrue(certificate.holdsAt(CommandRun.NOW));
            assertFalse(certificate.holdsAt(CommandRun.NOW.plus(Duration.ofDays(30))));
        }
    }

    @Test
    void aCertificateMayBeginLater() throws Exception {
        new CommandRun(folder).run("keys", "root", "root.jwk");
        var root = EcKeys.read(Files.readString(folder.resolve("root.jwk")));
        Files.writeString(folder.resolve("key.jwk"), EcKeys.generate().jwk().text());
        var ended = new CommandRun(folder)
                .run("keys", "certify", "--root", "root.jwk", "--key", "key.jwk", "--starts-in-days", "7");
        var certificate = KeyCertificate.open(ended.out().strip(), root.jwk()).orThrow();
        assertFalse(certificate.holdsAt(CommandRun.NOW.plus(Duration.ofDays(6))));
        assertTrue(certificate.holdsAt(CommandRun.NOW.plus(Duration.ofDays(7))));
        assertTrue(certificate.holdsAt(CommandRun.NOW.plus(Duration.ofDays(371))));
        var tooLate = new CommandRun(folder)
                .run("keys", "certify", "--root", "root.jwk", "--key", "key.jwk", "--starts-in-days", "91");
        assertEquals(2, tooLate.exitCode());
    }

    @Test
    void aCertifiedKeyIsGivenToTheControlPlane() throws Exception {
        new CommandRun(folder).run("keys", "root", "root.jwk");
        Files.writeString(folder.resolve("key.jwk"), EcKeys.generate().jwk().text());
        var certificate = new CommandRun(folder)
                .run("keys", "certify", "--root", "root.jwk", "--key", "key.jwk")
                .out()
                .strip();
        Files.writeString(folder.resolve("signing.jws"), certificate + "\n");
        try (var api = new FakeApi().on("POST /v1/signing-keys", 201, "{\"key\":\"k1\",\"state\":\"SIGNING\"}")) {
            var ended = new CommandRun(folder)
                    .against(api)
                    .run("keys", "rotate", "--key-id", "k1", "--certificate", "signing.jws");
            assertEquals(0, ended.exitCode(), ended.err());
            assertTrue(ended.out().contains("SIGNING"), ended.out());
            var sent = Json.readTree(api.last().body());
            assertEquals("k1", sent.at("/key").asString());
            assertEquals(certificate, sent.at("/certificate").asString());

            assertEquals(
                    0, new CommandRun(folder).against(api).run("keys", "rotate").exitCode());
            assertEquals("{}", api.last().text());
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNotSent() throws Exception {
        Files.writeString(folder.resolve("no.jws"), "hello");
        Files.writeString(folder.resolve("long.jws"), "x".repeat(9_000));
        try (var api = new FakeApi()) {
            for (var file : new String[] {"no.jws", "long.jws", "absent.jws"}) {
                var ended = new CommandRun(folder)
                        .against(api)
                        .run("keys", "rotate", "--key-id", "k1", "--certificate", file);
                assertEquals(2, ended.exitCode(), file);
                assertTrue(ended.err().contains(file), ended.err());
            }
            assertEquals(
                    2,
                    new CommandRun(folder)
                            .against(api)
                            .run("keys", "rotate", "--key-id", "k1")
                            .exitCode());
            assertTrue(api.asked().isEmpty());
        }
    }

    @Test
    void whatIsNoKeyIsRefused() throws Exception {
        new CommandRun(folder).run("keys", "root", "root.jwk");
        Files.writeString(folder.resolve("no.key"), "hello");
        Files.writeString(folder.resolve("empty.key"), "");
        for (var name : new String[] {"no.key", "empty.key", "absent.key"}) {
            var ended = new CommandRun(folder).run("keys", "certify", "--root", "root.jwk", "--key", name);
            assertEquals(2, ended.exitCode(), name);
            assertTrue(ended.err().contains(name), ended.err());
        }
        var wrongRoot = new CommandRun(folder).run("keys", "certify", "--root", "no.key", "--key", "root.jwk");
        assertEquals(2, wrongRoot.exitCode());
        var tooLong = new CommandRun(folder)
                .run("keys", "certify", "--root", "root.jwk", "--key", "root.jwk", "--days", "9999");
        assertEquals(2, tooLong.exitCode());
    }
}
