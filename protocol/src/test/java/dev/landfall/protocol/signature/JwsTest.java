package dev.landfall.protocol.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {

    private static final EcKeys KEYS = EcKeys.generate();
    private static final byte[] PAYLOAD = "{\"a\":\"ü\"}".getBytes(UTF_8);

    @Test
    void whatWasSignedOpensWithTheSameKey() {
        var jws = Jws.parse(Jws.sign(KEYS, "test", PAYLOAD)).orThrow();

        assertEquals(KEYS.kid(), jws.kid());
        assertEquals("test", jws.typ());
        assertArrayEquals(PAYLOAD, jws.unverifiedPayload());
        assertArrayEquals(PAYLOAD, jws.open(KEYS.jwk(), "test").orThrow());
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        assertProblem(
                SignatureProblem.UNKNOWN_KEY,
                Jws.parse(Jws.sign(KEYS, "test", PAYLOAD))
                        .orThrow()
                        .open(EcKeys.generate().jwk(), "test"));
    }

    @Test
    void anotherTypeDoesNotOpen() {
        assertProblem(
                SignatureProblem.WRONG_PURPOSE,
                Jws.parse(Jws.sign(KEYS, "test", PAYLOAD)).orThrow().open(KEYS.jwk(), "other"));
    }

    @Test
    void aSignatureByAnotherKeyUnderThisKidIsBad() {
        var forged = signed("{\"alg\":\"ES256\",\"kid\":\"" + KEYS.kid() + "\",\"typ\":\"test\"}", EcKeys.generate());

        assertProblem(
                SignatureProblem.BAD_SIGNATURE, Jws.parse(forged).orThrow().open(KEYS.jwk(), "test"));
    }

    @Test
    void anEmptySignatureIsMalformedAndOneOfZerosIsBad() {
        var signed = Jws.sign(KEYS, "test", PAYLOAD);
        var unsigned = signed.substring(0, signed.lastIndexOf('.') + 1);

        assertProblem(SignatureProblem.MALFORMED, Jws.parse(unsigned));
        var zeros = Jws.parse(unsigned + Base64Url.encode(new byte[64])).orThrow();
        assertProblem(SignatureProblem.BAD_SIGNATURE, zeros.open(KEYS.jwk(), "test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "RS256", "ES384", "es256", ""})
    void onlyTheOneAlgorithmIsAccepted(String algorithm) {
        var header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + KEYS.kid() + "\",\"typ\":\"test\"}";

        assertProblem(SignatureProblem.ALGORITHM_NOT_ACCEPTED, Jws.parse(signed(header, KEYS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"ES256\"",
                "{\"alg\":1,\"kid\":\"k\",\"typ\":\"test\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":7}",
                "{\"alg\":\"ES256\",\"kid\":\"\",\"typ\":\"test\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"test\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"test\",\"jwk\":{}}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"test\",\"b64\":false}",
                "{\"alg\":\"ES256\",\"alg\":\"none\",\"kid\":\"k\",\"typ\":\"test\"}",
                "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"test\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"test\"} {}",
            })
    void aHeaderWithOtherMembersIsMalformed(String header) {
        assertProblem(SignatureProblem.MALFORMED, Jws.parse(signed(header, KEYS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "a.b", "====.====.====", "\0.\0.\0", "é.é.é"})
    void whatIsNoJwsIsMalformed(String text) {
        assertProblem(SignatureProblem.MALFORMED, Jws.parse(text));
    }

    @Test
    void paddingWhiteSpaceAndFurtherPartsAreMalformed() {
        var signed = Jws.sign(KEYS, "test", PAYLOAD);

        assertProblem(SignatureProblem.MALFORMED, Jws.parse(signed + "=="));
        assertProblem(SignatureProblem.MALFORMED, Jws.parse(signed + "\n"));
        assertProblem(SignatureProblem.MALFORMED, Jws.parse(signed + "." + signed));
    }

    @Test
    void aPayloadOverTheLimitIsRefusedBothWays() {
        var tooBig = new byte[Jws.MAX_PAYLOAD_BYTES + 1];
        var refused = assertThrows(LandfallException.class, () -> Jws.sign(KEYS, "test", tooBig));
        assertEquals(ErrorKind.LIMIT, refused.kind());

        var largest = Jws.sign(KEYS, "test", new byte[Jws.MAX_PAYLOAD_BYTES]);
        assertInstanceOf(Verified.Accepted.class, Jws.parse(largest).orThrow().open(KEYS.jwk(), "test"));
        var parts = largest.split("\\.");
        assertProblem(
                SignatureProblem.MALFORMED, Jws.parse(parts[0] + "." + Base64Url.encode(tooBig) + "." + parts[2]));
    }

    static void assertProblem(SignatureProblem expected, Verified<?> verified) {
        assertEquals(
                expected, assertInstanceOf(Verified.Refused.class, verified).problem());
    }

    private static String signed(String header, EcKeys keys) {
        var input = Base64Url.encode(header.getBytes(UTF_8)) + "." + Base64Url.encode(PAYLOAD);
        return input + "." + Base64Url.encode(keys.sign(input.getBytes(US_ASCII)));
    }

    @Test
    void aKeyThatSignsElsewhereMakesTheSameKindOfText() {
        var keys = EcKeys.generate();
        var text = Jws.sign(keys.kid(), "test", new byte[] {1}, keys::sign);

        assertInstanceOf(Verified.Accepted.class, Jws.parse(text).orThrow().open(keys.jwk(), "test"));
        assertThrows(
                LandfallException.class, () -> Jws.sign(keys.kid(), "test", new byte[] {1}, input -> new byte[70]));
    }
}
