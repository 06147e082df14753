package dev.landfall.testkit.identity;

import dev.landfall.controlplane.outbound.Outbound.Answer;
import dev.landfall.protocol.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs JWTs as Entra and clusters do, with an RSA or a P-256 key of its own. */
public final class TokenIssuer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final String kid;
    private final String algorithm;

    private TokenIssuer(KeyPair keys, String kid, String algorithm) {
        this.keys = keys;
        this.kid = kid;
        this.algorithm = algorithm;
    }

    public static TokenIssuer rsa(String kid) {
        return new TokenIssuer(pair("RSA"), kid, "RS256");
    }

    public static TokenIssuer p256(String kid) {
        return new TokenIssuer(pair("EC"), kid, "ES256");
    }

    /** Its public key as a JWK set. */
    public String jwks() {
        return Json.writeString(Map.of("keys", List.of(jwk())));
    }

    public Answer answer() {
        return new Answer(200, jwks());
    }

    /** With the header that belongs to its key. */
    public String token(Map<String, Object> claims) {
        return token(Map.of("alg", algorithm, "kid", kid, "typ", "JWT"), claims);
    }

    /** With any header, signed with its key all the same. */
    public String token(Map<String, Object> header, Map<String, Object> claims) {
        var input = part(header) + "." + part(claims);
        return input + "." + BASE64.encodeToString(sign(input));
    }

    /** What signs RSA tokens, for those who would take it for an HMAC key. */
    public byte[] publicKeyBytes() {
        return keys.getPublic().getEncoded();
    }

    public String kid() {
        return kid;
    }

    /** A part of a token. */
    public static String part(Map<String, Object> members) {
        return BASE64.encodeToString(Json.write(members));
    }

    private byte[] sign(String input) {
        try {
            var signer =
                    Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> jwk() {
        return switch (keys.getPublic()) {
            case RSAPublicKey rsa ->
                Map.of(
                        "kty",
                        "RSA",
                        "kid",
                        kid,
                        "use",
                        "sig",
                        "n",
                        number(rsa.getModulus(), 256),
                        "e",
                        number(rsa.getPublicExponent(), 3));
            case ECPublicKey ec ->
                Map.of(
                        "kty",
                        "EC",
                        "kid",
                        kid,
                        "crv",
                        "P-256",
                        "x",
                        number(ec.getW().getAffineX(), 32),
                        "y",
                        number(ec.getW().getAffineY(), 32));
            default -> throw new IllegalStateException("no other keys are made");
        };
    }

    private static String number(BigInteger number, int length) {
        byte[] raw = number.toByteArray();
        byte[] fixed = new byte[length];
        int taken = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - taken, fixed, length - taken, taken);
        return BASE64.encodeToString(fixed);
    }

    private static KeyPair pair(String type) {
        try {
            var generator = KeyPairGenerator.getInstance(type);
            if (type.equals("RSA")) {
                generator.initialize(2048);
            } else {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
