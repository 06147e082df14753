package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;

/**
 * JWS in compact serialisation (RFC 7515) with ES256 (RFC 7518 section 3.4) and nothing else. Reading is strict: exactly
 * three parts of base64url without padding, a header of exactly {@code alg}, {@code kid} and {@code typ}, 64 bytes of
 * signature, at most {@value #MAX_PAYLOAD_BYTES} bytes of payload. What was read is worth nothing before {@link #open}
 * accepted it.
 */
public final class Jws {

    /** The one algorithm. */
    public static final String ALGORITHM = "ES256";

    /** Largest payload. */
    public static final int MAX_PAYLOAD_BYTES = 1024 * 1024;

    static final String JDK_ALGORITHM = "SHA256withECDSAinP1363Format";

    private static final int MAX_TEXT = MAX_PAYLOAD_BYTES / 3 * 4 + 1024;
    private static final int SIGNATURE_BYTES = 64;

    private final JwsHeader header;
    private final byte[] payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private Jws(JwsHeader header, byte[] payload, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /**
     * Signs with a key whose thumbprint becomes the {@code kid}.
     *
     * @param typ what the payload is, so that a signature for one purpose is never taken for another
     * @throws LandfallException LIMIT when the payload is too big
     */
    public static String sign(EcKeys keys, String typ, byte[] payload) {
        return sign(keys.kid(), typ, payload, keys::sign);
    }

    /**
     * Signs with a key that its store does not give away.
     *
     * @param kid thumbprint of the key
     * @param typ what the payload is
     * @param key makes the signature in its store
     * @throws LandfallException LIMIT when the payload is too big, INTERNAL when what the store answered is no signature
     */
    public static String sign(String kid, String typ, byte[] payload, SigningKey key) {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw LandfallException.limit("A signed document has at most " + MAX_PAYLOAD_BYTES + " bytes; this one has "
                    + payload.length + ".");
        }
        if (!JwsHeader.isPlain(typ)) {
            throw new IllegalArgumentException("typ must be a short plain text");
        }
        var header = new JwsHeader(kid, typ).text().getBytes(StandardCharsets.US_ASCII);
        var signingInput = Base64Url.encode(header) + "." + Base64Url.encode(payload);
        var signature = key.sign(signingInput.getBytes(StandardCharsets.US_ASCII));
        if (signature.length != SIGNATURE_BYTES) {
            throw LandfallException.internal(
                    "The key store answered a signature of " + signature.length + " bytes; ES256 has " + SIGNATURE_BYTES
                            + ".",
                    null);
        }
        return signingInput + "." + Base64Url.encode(signature);
    }

    /** A P-256 key that signs where it is kept. */
    @FunctionalInterface
    public interface SigningKey {

        /**
         * @param input what is signed, not yet digested
         * @return SHA256withECDSA as 64 bytes, r then s (RFC 7518 section 3.4)
         */
        byte[] sign(byte[] input);
    }

    /** Takes a compact JWS apart; verifies nothing but its form. Never throws. */
    public static Verified<Jws> parse(String compact) {
        if (compact.length() > MAX_TEXT) {
            return JwsHeader.malformed("it is longer than " + MAX_TEXT + " characters");
        }
        var parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return JwsHeader.malformed("it does not have three parts");
        }
        var header = Base64Url.decode(parts[0]);
        var payload = Base64Url.decode(parts[1]);
        var signature = Base64Url.decode(parts[2]);
        if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
            return JwsHeader.malformed("a part is not base64url without padding");
        }
        if (payload.get().length > MAX_PAYLOAD_BYTES || signature.get().length != SIGNATURE_BYTES) {
            return JwsHeader.malformed("its payload is too big or its signature not " + SIGNATURE_BYTES + " bytes");
        }
        var signingInput = compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return switch (JwsHeader.read(header.get())) {
            case Verified.Accepted<JwsHeader> read ->
                new Verified.Accepted<>(new Jws(read.value(), payload.get(), signingInput, signature.get()));
            case Verified.Refused<JwsHeader> refused -> new Verified.Refused<>(refused.problem(), refused.reason());
        };
    }

    /** The id of the key that is said to have signed it. */
    public String kid() {
        return header.kid();
    }

    /** What it is said to be. */
    public String typ() {
        return header.typ();
    }

    /** The payload before any check: only to find out which key to {@link #open} it with. */
    public byte[] unverifiedPayload() {
        return payload.clone();
    }

    /**
     * The payload if the key signed it as that type.
     *
     * @param typ the expected type
     */
    public Verified<byte[]> open(EcJwk key, String typ) {
        if (!header.typ().equals(typ)) {
            return new Verified.Refused<>(
                    SignatureProblem.WRONG_PURPOSE,
                    "The signed text is a '" + header.typ() + "' where a '" + typ + "' is expected.");
        }
        if (!header.kid().equals(key.thumbprint())) {
            return new Verified.Refused<>(
                    SignatureProblem.UNKNOWN_KEY,
                    "The key '" + header.kid() + "' signed it, but only '" + key.thumbprint() + "' is accepted here.");
        }
        return holds(key.key(), signingInput, signature)
                ? new Verified.Accepted<>(payload.clone())
                : new Verified.Refused<>(
                        SignatureProblem.BAD_SIGNATURE,
                        "The signature does not belong to these bytes; they were changed, or another key signed them.");
    }

    static boolean holds(ECPublicKey key, byte[] input, byte[] signature) {
        try {
            var verifier = Signature.getInstance(JDK_ALGORITHM);
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw LandfallException.internal("This Java runtime cannot verify ES256 signatures.", e);
        }
    }
}
