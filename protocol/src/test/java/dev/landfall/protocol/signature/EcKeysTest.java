package dev.landfall.protocol.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcKeysTest {

    /** The key of RFC 7515, appendix A.3. */
    private static final String RFC_KEY = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
            + "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}";

    @Test
    void aPairSurvivesItsTextForm() {
        var keys = EcKeys.generate();
        var read = EcKeys.read(keys.privateJwk());

        assertEquals(keys.jwk(), read.jwk());
        assertEquals(keys.privateKey().getS(), read.privateKey().getS());
    }

    @Test
    void theExampleOfTheRfcIsRead() {
        var keys = EcKeys.read(RFC_KEY);

        var jws = Jws.parse(Jws.sign(keys, "test", new byte[3])).orThrow();
        assertEquals(3, jws.open(EcJwk.read(RFC_KEY), "test").orThrow().length);
    }

    @Test
    void theThumbprintIsTheHashOfTheCanonicalMembers() {
        var jwk = EcJwk.read(RFC_KEY);

        assertEquals("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", jwk.thumbprint());
        assertEquals(jwk, EcJwk.read(jwk.text()));
        assertEquals(jwk, EcJwk.read(Json.writeString(jwk)));
    }

    @Test
    void neitherTextFormNorErrorsShowThePrivateHalf() {
        assertFalse(EcKeys.read(RFC_KEY).toString().contains("jpsQnnGQ"));
        var refused =
                assertThrows(LandfallException.class, () -> EcKeys.read(RFC_KEY.replace("\"d\":\"", "\"d\":\"!")));
        assertFalse(refused.publicMessage().contains("jpsQnnGQ"));
        var broken =
                assertThrows(LandfallException.class, () -> EcKeys.read(RFC_KEY.replace("\"d\":\"jps", "\"d\":jps")));
        assertFalse(broken.toString().contains("jps"));
    }

    @Test
    void halvesThatDoNotBelongTogetherAreRefused() {
        var one = EcKeys.generate();
        var other = EcKeys.generate();
        var mixed = new EcKeys(one.jwk(), other.privateKey()).privateJwk();

        assertInvalid(() -> EcKeys.read(mixed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                // not on the curve: 0,0 and a changed y
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\","
                        + "\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a8\"}",
                // padded
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU=\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0=\"}",
            })
    void whatIsNoP256KeyIsRefused(String jwk) {
        assertInvalid(() -> EcJwk.read(jwk));
        assertInvalid(() -> EcKeys.read(jwk));
    }

    private static void assertInvalid(org.junit.jupiter.api.function.Executable attempt) {
        assertEquals(
                ErrorKind.INVALID,
                assertThrows(LandfallException.class, attempt).kind());
    }
}
