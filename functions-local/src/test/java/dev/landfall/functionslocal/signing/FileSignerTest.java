package dev.landfall.functionslocal.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.signing.SignerContract;
import dev.landfall.testkit.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignerTest extends SignerContract {

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private FileSigner signer;

    @BeforeEach
    void open() {
        signer = FileSigner.open(folder.resolve("keys"), clock);
    }

    @Override
    protected Signer signer() {
        return signer;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Test
    void keysAndCertificateStayTheSameAfterReopening() {
        var root = signer.rootKey();
        var certificate = signer.configured().certificate();
        open();

        assertEquals(root, signer.rootKey());
        assertEquals(certificate, signer.configured().certificate());
    }

    @Test
    void theCertificateHoldsForAYearAndIsRenewedInItsLastMonth() {
        var first = signer.configured().certificate();
        assertEquals(clock.instant().plus(Duration.ofDays(365)), opened(first).notAfter());

        clock.advance(Duration.ofDays(334));
        assertEquals(first, signer.configured().certificate());
        clock.advance(Duration.ofDays(1));
        var second = signer.configured().certificate();
        assertNotEquals(first, second);
        assertEquals(opened(first).kid(), opened(second).kid());
        assertEquals(clock.instant().plus(Duration.ofDays(365)), opened(second).notAfter());
        open();
        assertEquals(second, signer.configured().certificate());
    }

    @Test
    void anExpiredOrForeignCertificateIsMadeAnewAtTheStart() throws IOException {
        var first = signer.configured().certificate();
        clock.advance(Duration.ofDays(400));
        open();
        assertNotEquals(first, signer.configured().certificate());
        assertTrue(opened(signer.configured().certificate()).holdsAt(clock.instant()));

        Files.writeString(folder.resolve("keys/signing.certificate"), "rubbish");
        open();
        assertTrue(opened(signer.configured().certificate()).holdsAt(clock.instant()));
    }

    @Test
    void aNewKeyTakesOverAndTheOldOneStaysForWhoeverIsStillSigning() {
        var before = signer.configured();
        var fresh = signer.renew().orElseThrow();

        assertNotEquals(before.key(), fresh.key());
        assertEquals(fresh, signer.configured());
        assertEquals(fresh.key(), opened(fresh.certificate()).kid());
        assertEquals(64, signer.sign(before.key(), new byte[] {1}).length);
        open();
        assertEquals(fresh, signer.configured());
        assertThrows(LandfallException.class, () -> signer.sign(before.key(), new byte[] {1}));
    }

    @Test
    void aKeyWhoseCertificateWasNotWrittenAnyMoreGetsOneAtTheNextStart() throws IOException {
        var stale = Files.readString(folder.resolve("keys/signing.certificate"));
        signer.renew();
        Files.writeString(folder.resolve("keys/signing.certificate"), stale);
        open();

        assertEquals(
                signer.configured().key(),
                opened(signer.configured().certificate()).kid());
    }

    @Test
    void keyFilesAreForTheirOwnerAlone() throws IOException {
        try (var files = Files.list(folder.resolve("keys"))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void aDamagedKeyIsSaidAndNotReplaced() throws IOException {
        var file = folder.resolve("keys/signing.jwk");
        var text = Files.readString(file);
        for (String damaged : new String[] {"", "rubbish", text.substring(0, text.length() - 5), "x".repeat(20_000)}) {
            Files.writeString(file, damaged);
            var refused = assertThrows(LandfallException.class, this::open);

            assertEquals(ErrorKind.INTERNAL, refused.kind());
            assertTrue(refused.publicMessage().contains("signing.jwk"));
            assertEquals(damaged, Files.readString(file));
        }
    }

    @Test
    void noTextFormShowsAKey() throws IOException {
        var text = Files.readString(folder.resolve("keys/root.jwk"));
        var d = text.replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");

        assertEquals(43, d.length());
        assertFalse((signer.rootKey() + signer.configured().certificate()).contains(d));
    }

    private KeyCertificate opened(String certificate) {
        return KeyCertificate.open(certificate, EcJwk.read(signer.rootKey())).orThrow();
    }
}
