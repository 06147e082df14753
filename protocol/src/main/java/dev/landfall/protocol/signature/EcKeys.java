package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/**
 * A P-256 key pair: makes one, writes and reads it as private JWK (RFC 7518 section 6.2.2). Its text form never shows the
 * private half.
 *
 * @param jwk the public half
 */
public record EcKeys(EcJwk jwk, ECPrivateKey privateKey) {

    /**
     * Has the runtime build what its first signature needs, beside everything else that a process does at its start: that is a
     * tenth of a second of work which whoever signs first would wait for. Returns at once.
     */
    public static void prepare() {
        Thread.ofPlatform()
                .daemon()
                .name("landfall-prepare-keys")
                .start(() -> generate().sign(new byte[0]));
    }

    /** A new pair from the runtime's secure random source. */
    public static EcKeys generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P256.NAME));
            KeyPair pair = generator.generateKeyPair();
            return new EcKeys(EcJwk.of((ECPublicKey) pair.getPublic()), (ECPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot generate P-256 keys.", e);
        }
    }

    /**
     * @param privateJwk as {@link #privateJwk} wrote it
     * @throws LandfallException INVALID when it is not a pair whose halves belong together; the message holds no key
     */
    public static EcKeys read(String privateJwk) {
        PrivateJwk read;
        try {
            read = Json.read(privateJwk, PrivateJwk.class);
        } catch (LandfallException e) {
            // the parser's message may quote what it read, and that is a key
            throw damaged();
        }
        byte[] d = Base64Url.decode(read.d() == null ? "" : read.d())
                .filter(bytes -> bytes.length == P256.BYTES)
                .orElseThrow(EcKeys::damaged);
        var keys = new EcKeys(new EcJwk(read.kty(), read.crv(), read.x(), read.y()), P256.privateKey(d));
        Arrays.fill(d, (byte) 0);
        keys.requireMatchingHalves();
        return keys;
    }

    /** The pair as JSON text. Secret. */
    public String privateJwk() {
        var d = Base64Url.encode(P256.bytes(privateKey.getS()));
        return Json.writeString(new PrivateJwk(jwk.kty(), jwk.crv(), jwk.x(), jwk.y(), d));
    }

    /** The thumbprint of the public half. */
    public String kid() {
        return jwk.thumbprint();
    }

    @Override
    public String toString() {
        return "EcKeys[" + kid() + "]";
    }

    /** SHA256withECDSA as 64 bytes, r then s (RFC 7518 section 3.4). */
    public byte[] sign(byte[] input) {
        try {
            var signature = Signature.getInstance(Jws.JDK_ALGORITHM);
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot sign with P-256.", e);
        }
    }

    private void requireMatchingHalves() {
        byte[] probe = "landfall".getBytes(StandardCharsets.US_ASCII);
        if (!Jws.holds(jwk.key(), probe, sign(probe))) {
            throw damaged();
        }
    }

    private static LandfallException damaged() {
        return LandfallException.invalid("The private key could not be read: it is not a whole P-256 key pair as JWK."
                + " Restore the file that held it, or remove it to start with a new key.");
    }

    private record PrivateJwk(String kty, String crv, String x, String y, String d) {

        @Override
        public String toString() {
            return "PrivateJwk";
        }
    }
}
