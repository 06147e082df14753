package dev.landfall.functionslocal.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.secret.SecretStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileSecretStoreTest extends SecretStoreContract {

    private static final String VALUE = "correct-horse-battery-staple";

    @TempDir
    Path folder;

    private EncryptedFileSecretStore secrets;

    @BeforeEach
    void open() {
        secrets = EncryptedFileSecretStore.open(file(), keyFile());
    }

    @Override
    protected SecretStore secrets() {
        return secrets;
    }

    @Test
    void valuesAreThereAfterReopening() {
        secrets.put("org_1", "key", VALUE);
        open();

        assertEquals(Optional.of(VALUE), secrets.find("org_1", "key"));
        assertEquals(List.of("org_1:key"), secrets.list("org_1"));
    }

    @Test
    void neitherFileHoldsTheValueAndBothAreForTheirOwnerAlone() throws IOException {
        secrets.put("org_1", "key", VALUE);

        assertFalse(Files.readString(file(), ISO_8859_1).contains(VALUE));
        assertEquals("rw-------", mode(file()));
        assertEquals("rw-------", mode(keyFile()));
        assertEquals(HostKey.BYTES, Files.size(keyFile()));
    }

    @Test
    void theSameValueIsNeverEncryptedTheSame() throws IOException {
        secrets.put("org_1", "key", VALUE);
        var first = Files.readString(file(), ISO_8859_1);
        secrets.put("org_1", "key", VALUE);

        assertNotEquals(first, Files.readString(file(), ISO_8859_1));
    }

    @Test
    void aMissingKeyFileIsSaidAndNoNewOneMade() throws IOException {
        secrets.put("org_1", "key", VALUE);
        Files.delete(keyFile());

        assertRefused("is missing. Restore the key");
        assertTrue(Files.notExists(keyFile()));
    }

    @Test
    void anotherKeyIsRecognised() throws IOException {
        secrets.put("org_1", "key", VALUE);
        Files.write(keyFile(), new byte[HostKey.BYTES]);

        assertRefused("another key than the one in its key file");
    }

    @Test
    void aKeyFileThatWasCutOffIsRecognised() throws IOException {
        secrets.put("org_1", "key", VALUE);
        Files.write(keyFile(), new byte[HostKey.BYTES - 1]);

        assertRefused("instead of 32");
    }

    @Test
    void aFileCutAnywhereIsRecognised() throws IOException {
        secrets.put("org_1", "key1", VALUE);
        secrets.put("org_1", "key2", VALUE);
        byte[] whole = Files.readAllBytes(file());

        for (int length = 0; length < whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            assertRefused("Restore the file and its key");
        }
    }

    @Test
    void aFileChangedAnywhereIsRecognised() throws IOException {
        secrets.put("org_1", "key", VALUE);
        byte[] whole = Files.readAllBytes(file());

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file(), changed);
            assertThrows(LandfallException.class, this::open, "byte " + at);
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        secrets.put("org_1", "key", VALUE);
        var text = Files.readString(file(), ISO_8859_1);
        Files.writeString(file(), text.replace("landfall-secrets 1 ", "landfall-secrets 2 "), ISO_8859_1);

        var refused = assertThrows(LandfallException.class, this::open);
        assertEquals(ErrorKind.CONFLICT, refused.kind());
    }

    @Test
    void aFailedWriteKeepsTheOldSecrets() throws IOException {
        secrets.put("org_1", "key", VALUE);
        Files.delete(file());
        Files.createDirectory(file());
        Files.createFile(file().resolve("in the way"));

        var refused = assertThrows(LandfallException.class, () -> secrets.put("org_1", "key", "other-value"));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertFalse(refused.toString().contains("other-value"));
        assertEquals(Optional.of(VALUE), secrets.find("org_1", "key"));
    }

    private void assertRefused(String why) {
        var refused = assertThrows(LandfallException.class, this::open);
        assertEquals(ErrorKind.INTERNAL, refused.kind());
        assertTrue(refused.publicMessage().contains(why), refused.publicMessage());
        assertFalse(refused.toString().contains(VALUE));
    }

    private Path file() {
        return folder.resolve("secrets");
    }

    private Path keyFile() {
        return folder.resolve("keys/secrets.key");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
