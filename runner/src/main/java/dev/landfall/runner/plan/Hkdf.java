package dev.landfall.runner.plan;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), for one block of output at most. */
final class Hkdf {

    /** Length of one block, the most that {@link #derive} gives. */
    static final int BLOCK_BYTES = 32;

    private static final String MAC = "HmacSHA256";

    private Hkdf() {}

    static byte[] derive(byte[] keyMaterial, byte[] salt, byte[] info, int bytes) {
        if (bytes < 1 || bytes > BLOCK_BYTES) {
            throw new IllegalArgumentException("HKDF here gives 1 to " + BLOCK_BYTES + " bytes, not " + bytes);
        }
        var pseudoRandomKey = mac(salt.length == 0 ? new byte[BLOCK_BYTES] : salt, keyMaterial);
        var block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Arrays.copyOf(mac(pseudoRandomKey, block), bytes);
    }

    private static byte[] mac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }
}
