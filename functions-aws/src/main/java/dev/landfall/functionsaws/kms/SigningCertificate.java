package dev.landfall.functionsaws.kms;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.Verified;

/**
 * The root's word for the signing key, checked.
 *
 * @param text JWS as runners get it
 */
record SigningCertificate(String text, KeyCertificate certificate) {

    /**
     * @throws LandfallException INTERNAL when the root did not sign it
     */
    static SigningCertificate read(String text, EcJwk root) {
        if (!(Jws.parse(text) instanceof Verified.Accepted<Jws> parsed)) {
            throw wrong("it is no JWS");
        }
        return switch (parsed.value().open(root, KeyCertificate.TYPE)) {
            case Verified.Accepted<byte[]> opened ->
                new SigningCertificate(text, Json.read(opened.value(), KeyCertificate.class));
            case Verified.Refused<byte[]> refused -> throw wrong(refused.reason());
        };
    }

    private static LandfallException wrong(String why) {
        return LandfallException.internal(
                "The certificate of the signing key cannot be used: " + why
                        + ". Let the root key of this control plane certify the signing key, and set the result.",
                null);
    }
}
