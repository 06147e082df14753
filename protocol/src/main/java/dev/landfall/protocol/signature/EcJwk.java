package dev.landfall.protocol.signature;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;

/**
 * A P-256 public key as JWK (RFC 7517, RFC 7518 section 6.2.1). Members beyond these are ignored when read.
 *
 * @param kty {@code EC}
 * @param crv {@code P-256}
 * @param x 32 bytes as base64url
 * @param y 32 bytes as base64url
 */
@JsonPropertyOrder({"crv", "kty", "x", "y"})
public record EcJwk(String kty, String crv, String x, String y) {

    /**
     * @throws LandfallException INVALID unless it is a point on P-256
     */
    public EcJwk {
        if (!"EC".equals(kty) || !"P-256".equals(crv)) {
            throw LandfallException.invalid("A key must have kty EC and crv P-256; this one has another type.");
        }
        P256.publicKey(coordinate(x, "x"), coordinate(y, "y"));
    }

    public static EcJwk of(ECPublicKey key) {
        return new EcJwk(
                "EC",
                "P-256",
                Base64Url.encode(P256.bytes(key.getW().getAffineX())),
                Base64Url.encode(P256.bytes(key.getW().getAffineY())));
    }

    /**
     * @param json one JWK
     * @throws LandfallException INVALID when it is not a P-256 public key
     */
    public static EcJwk read(String json) {
        return Json.read(json, EcJwk.class);
    }

    /** JSON text, the members in the order of RFC 7638 and without white space. */
    public String text() {
        return "{\"crv\":\"" + crv + "\",\"kty\":\"" + kty + "\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    /** SHA-256 thumbprint of RFC 7638 as base64url: what Landfall uses as {@code kid}. */
    public String thumbprint() {
        return Base64Url.encode(Sha256.of(text().getBytes(StandardCharsets.US_ASCII)));
    }

    public ECPublicKey key() {
        return P256.publicKey(coordinate(x, "x"), coordinate(y, "y"));
    }

    private static byte[] coordinate(String text, String name) {
        return Base64Url.decode(text == null ? "" : text)
                .filter(bytes -> bytes.length == P256.BYTES)
                .orElseThrow(() -> LandfallException.invalid("The member " + name
                        + " of a P-256 key is 32 bytes as base64url without padding; this one is not."));
    }
}
