package dev.landfall.controlplane.identity;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A JWT (RFC 7519) in compact serialisation. The key decides the algorithm, and the header must name the same: a token cannot
 * choose how it is checked (RFC 8725 section 3.1).
 */
final class Jwt {

    /** Tokens of clouds have 1 to 3 KiB. */
    private static final int MAX_LENGTH = 16 * 1024;

    private Jwt() {}

    /**
     * The claims of a token whose signature holds.
     *
     * @param keys finds a key by its id
     * @throws LandfallException UNAUTHENTICATED
     */
    static JsonNode verified(String token, Function<String, Optional<KeySet.Key>> keys) {
        var parts = token.split("\\.", -1);
        if (token.length() > MAX_LENGTH || parts.length != 3) {
            throw refused("it is not a JWT");
        }
        var header = json(parts[0]);
        if (header.has("crit")) {
            throw refused("its header has the member 'crit'");
        }
        var key = keys.apply(header.path("kid").asString(""))
                .orElseThrow(() -> refused("no key of its issuer has the id that it names"));
        if (!header.path("alg").asString("").equals(key.algorithm().name())) {
            throw refused("it is not signed by the algorithm of its key");
        }
        var input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        if (!holds(key, input, decode(parts[2]))) {
            throw refused("its signature does not hold");
        }
        return json(parts[1]);
    }

    private static boolean holds(KeySet.Key key, byte[] input, byte[] signature) {
        try {
            var verifier = Signature.getInstance(key.algorithm().jdkName());
            verifier.initVerify(key.key());
            verifier.update(input);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JsonNode json(String part) {
        try {
            return Json.readTree(decode(part));
        } catch (LandfallException e) {
            throw refused("a part of it is not JSON");
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw refused("a part of it is not base64url");
        }
    }

    static LandfallException refused(String why) {
        return LandfallException.unauthenticated("The runner's token is refused: " + why + ".");
    }
}
