package dev.landfall.runner.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilePlanCipherTest {

    private static final PlanScope SCOPE = new PlanScope("in_1", "network");
    private static final byte[] PLAN = "PK a plan with a secret hunter22".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void opensWhatItSealed() {
        var sealed = cipher("key").seal(PLAN, SCOPE);
        assertArrayEquals(PLAN, cipher("key").open(sealed, SCOPE));
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("hunter22"));
    }

    @Test
    void sealsDifferentlyEachTime() {
        assertFalse(Arrays.equals(cipher("key").seal(PLAN, SCOPE), cipher("key").seal(PLAN, SCOPE)));
    }

    @Test
    void makesAKeyFileThatOnlyItsOwnerReads() throws IOException {
        cipher("deep/er/key").seal(PLAN, SCOPE);
        var file = folder.resolve("deep/er/key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(32, Files.size(file));
        try (var left = Files.list(file.getParent())) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void anotherKeyIsNamedAsTheReason() {
        var sealed = cipher("key").seal(PLAN, SCOPE);
        var thrown = assertThrows(LandfallException.class, () -> cipher("other").open(sealed, SCOPE));
        assertEquals(ErrorKind.CONFLICT, thrown.kind());
        assertEquals("The plan was planned by a runner with another plan key; plan again.", thrown.publicMessage());
    }

    @Test
    void anotherInstallOrWorkspaceDoesNotOpenIt() {
        var sealed = cipher("key").seal(PLAN, SCOPE);
        for (var scope : new PlanScope[] {new PlanScope("in_2", "network"), new PlanScope("in_1", "network2")}) {
            var thrown =
                    assertThrows(LandfallException.class, () -> cipher("key").open(sealed, scope));
            assertTrue(thrown.publicMessage().contains("plan again"), thrown.publicMessage());
        }
    }

    @Test
    void everyChangedByteIsNoticed() {
        var cipher = cipher("key");
        var sealed = cipher.seal(PLAN, SCOPE);
        for (int at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 0x40;
            assertThrows(LandfallException.class, () -> cipher.open(changed, SCOPE), "byte " + at);
        }
    }

    @Test
    void aKeyFileOfTheWrongLengthIsRefused() throws IOException {
        Files.write(folder.resolve("key"), new byte[31]);
        var thrown = assertThrows(LandfallException.class, () -> cipher("key").seal(PLAN, SCOPE));
        assertTrue(thrown.publicMessage().contains("31 bytes"), thrown.publicMessage());
    }

    @Test
    void refusesAPlanOverTheLimit() {
        var thrown = assertThrows(
                LandfallException.class, () -> cipher("key").seal(new byte[PlanCipher.MAX_PLAN_BYTES + 1], SCOPE));
        assertEquals(ErrorKind.LIMIT, thrown.kind());
    }

    @Property(tries = 300)
    void noBytesOpenByChance(@ForAll byte[] bytes) {
        assertThrows(LandfallException.class, () -> SealedPlan.parse(bytes));
    }

    private PlanCipher cipher(String file) {
        return new KeyFilePlanCipher(folder.resolve(file), new SecureRandom());
    }
}
