package dev.landfall.functionslocal.file;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 32 random bytes in a file of mode 0600, and further keys derived from them (HMAC-SHA256 over a label). It never shows
 * its bytes as text.
 */
public final class HostKey {

    /** Length of the key and of everything derived from it. */
    public static final int BYTES = 32;

    private final byte[] key;

    public HostKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a host key has " + BYTES + " bytes");
        }
        this.key = key.clone();
    }

    /**
     * @throws LandfallException INTERNAL when the file is there and is no key, UNAVAILABLE when it cannot be read or made
     */
    public static HostKey readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                var fresh = new byte[BYTES];
                new SecureRandom().nextBytes(fresh);
                DurableFile.writePrivate(file, fresh);
            }
            return read(file);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The key file " + file + " could not be made: " + e.getMessage()
                            + ". Check that its folder can be written.",
                    e);
        }
    }

    /**
     * @throws LandfallException INTERNAL when the file is no key, UNAVAILABLE when it cannot be read
     */
    public static HostKey read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != BYTES) {
                throw LandfallException.internal(
                        "The key file " + file + " has " + bytes.length + " bytes instead of " + BYTES
                                + "; it was cut off or replaced. Restore it from a backup.",
                        null);
            }
            return new HostKey(bytes);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The key file " + file + " could not be read: " + e.getMessage()
                            + ". Check that it is there and readable.",
                    e);
        }
    }

    /** Another key for one purpose. */
    public byte[] derive(String label) {
        return hmac(key, label.getBytes(StandardCharsets.UTF_8));
    }

    /** HMAC-SHA256. */
    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime has no HMAC-SHA256.", e);
        }
    }

    @Override
    public String toString() {
        return "HostKey";
    }
}
