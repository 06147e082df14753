package dev.landfall.protocol.signature;

import static dev.landfall.protocol.signature.SignedSpecs.EXPECTED;
import static dev.landfall.protocol.signature.SignedSpecs.NOW;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SignaturePropertiesTest {

    private static final SignedSpecs SIGNED = new SignedSpecs();
    private static final String SPEC = SIGNED.signedSpec();
    private static final SpecVerifier VERIFIER = SIGNED.verifier();

    @Property(tries = 1000)
    void anyFlippedBitOfTheSpecIsRefused(@ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(max = 6) int bit) {
        assertRefused(flipped(SPEC, at, bit), SIGNED.certificate);
    }

    @Property(tries = 1000)
    void anyFlippedBitOfTheCertificateIsRefused(
            @ForAll @IntRange(max = 100_000) int at, @ForAll @IntRange(max = 6) int bit) {
        assertRefused(SPEC, flipped(SIGNED.certificate, at, bit));
    }

    @Property(tries = 300)
    void aCutTextIsRefused(@ForAll @IntRange(max = 100_000) int length) {
        assertRefused(SPEC.substring(0, length % SPEC.length()), SIGNED.certificate);
    }

    @Property
    void randomTextIsRefusedAndNeverThrows(@ForAll String one, @ForAll String two, @ForAll String three) {
        assertRefused(one, two);
        assertRefused(one + "." + two + "." + three, SIGNED.certificate);
        assertRefused(SPEC, one + "." + two + "." + three);
    }

    @Property
    void randomHeadersAndPayloadsAreRefusedAndNeverThrow(@ForAll String header, @ForAll byte[] payload) {
        var forged = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + Base64Url.encode(payload) + "."
                + Base64Url.encode(new byte[64]);

        assertRefused(forged, SIGNED.certificate);
        assertRefused(SPEC, forged);
    }

    @Property(tries = 300)
    void signedRubbishIsRefusedAndNeverThrows(@ForAll byte[] payload) {
        assertRefused(Jws.sign(SIGNED.signing, SpecVerifier.TYPE, payload), SIGNED.certificate);
        assertRefused(SPEC, Jws.sign(SIGNED.root, KeyCertificate.TYPE, payload));
    }

    private static String flipped(String text, int at, int bit) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        bytes[at % bytes.length] ^= (byte) (1 << bit);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static void assertRefused(String spec, String certificate) {
        assertInstanceOf(Verified.Refused.class, VERIFIER.verify(spec, certificate, EXPECTED, NOW));
    }
}
