package dev.landfall.controlplane.identity;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Public keys that sign tokens, by id: a JWK set (RFC 7517) of RSA keys of at least 2048 bits and of P-256 keys. Keys of other
 * kinds in it are passed over.
 */
final class KeySet {

    private static final int MAX_KEYS = 50;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;

    private final Map<String, Key> keys;

    /** A key and the one algorithm that it is used with. */
    record Key(Algorithm algorithm, PublicKey key) {}

    /** Signatures that are accepted (RFC 7518 section 3.1), by the names of the JDK. */
    enum Algorithm {
        RS256("SHA256withRSA"),
        ES256("SHA256withECDSAinP1363Format");

        private final String jdkName;

        Algorithm(String jdkName) {
            this.jdkName = jdkName;
        }

        String jdkName() {
            return jdkName;
        }
    }

    private KeySet(Map<String, Key> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * @throws LandfallException INVALID when it is no set, or has no key that is accepted
     */
    static KeySet read(JsonNode document) {
        var found = new LinkedHashMap<String, Key>();
        var listed = document.path("keys");
        if (!listed.isArray() || listed.size() > MAX_KEYS) {
            throw LandfallException.invalid(
                    "A JWK set has the member 'keys', a list of at most " + MAX_KEYS + " keys.");
        }
        for (var jwk : listed) {
            var kid = jwk.path("kid").asString("");
            if (!kid.isEmpty() && !jwk.path("use").asString("sig").equals("enc")) {
                key(jwk).ifPresent(key -> found.put(kid, key));
            }
        }
        if (found.isEmpty()) {
            throw LandfallException.invalid("The JWK set has no RSA key of " + MIN_RSA_BITS
                    + " bits or more and no P-256 key with a 'kid'; no other is accepted.");
        }
        return new KeySet(found);
    }

    Optional<Key> find(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    private static Optional<Key> key(JsonNode jwk) {
        return switch (jwk.path("kty").asString("")) {
            case "RSA" -> rsa(jwk);
            case "EC" -> ec(jwk);
            default -> Optional.empty();
        };
    }

    private static Optional<Key> ec(JsonNode jwk) {
        if (!jwk.path("crv").asString("").equals("P-256")) {
            return Optional.empty();
        }
        return Optional.of(new Key(Algorithm.ES256, EcJwk.read(jwk.toString()).key()));
    }

    private static Optional<Key> rsa(JsonNode jwk) {
        try {
            var modulus = number(jwk.path("n").asString(""));
            var exponent = number(jwk.path("e").asString(""));
            if (modulus.bitLength() < MIN_RSA_BITS || modulus.bitLength() > MAX_RSA_BITS) {
                return Optional.empty();
            }
            var key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            return Optional.of(new Key(Algorithm.RS256, key));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new LandfallException(
                    dev.landfall.protocol.error.ErrorKind.INVALID, "An RSA key of the JWK set cannot be read.", e);
        }
    }

    private static BigInteger number(String text) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
