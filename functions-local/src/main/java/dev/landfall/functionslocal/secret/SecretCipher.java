package dev.landfall.functionslocal.secret;

import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.LandfallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce per value and the secret's name as associated data, so that no value can be moved to
 * another name (NIST SP 800-38D; 2^32 values per key are far away).
 */
final class SecretCipher {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] macKey;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(HostKey hostKey) {
        this.key = new SecretKeySpec(hostKey.derive("secret values"), "AES");
        this.macKey = hostKey.derive("secret file");
        this.keyId = Base64.getUrlEncoder().withoutPadding().encodeToString(hostKey.derive("secret key id"));
    }

    /** Tells one key from another without telling anything about it. */
    String keyId() {
        return keyId;
    }

    /** HMAC-SHA256 over the file. */
    byte[] mac(byte[] content) {
        return HostKey.hmac(macKey, content);
    }

    /** Nonce, then ciphertext and tag. */
    byte[] encrypt(String name, String value) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot encrypt with AES-256-GCM.", e);
        }
    }

    String decrypt(String name, byte[] stored) throws GeneralSecurityException {
        var bytes = ByteBuffer.wrap(stored);
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        return new String(cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(encrypted), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
