package dev.landfall.cli.keys;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A public key as key stores hand it out: PEM, DER or its base64 (RFC 5280's SubjectPublicKeyInfo; what
 * {@code aws kms get-public-key} answers), or JWK.
 */
public final class PublicKeyFile {

    private static final int MAX_BYTES = 8 * 1024;

    private PublicKeyFile() {}

    /**
     * @throws LandfallException INVALID when the file holds no P-256 public key
     */
    public static EcJwk read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.invalid("The file " + file + " is too large to be a public key.");
            }
            return parse(Files.readAllBytes(file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LandfallException(
                    ErrorKind.INVALID,
                    "There is no P-256 public key in " + file + "; give it as PEM, DER, base64 of DER, or JWK.",
                    e);
        }
    }

    private static EcJwk parse(byte[] bytes) throws GeneralSecurityException {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (text.startsWith("{")) {
            return EcJwk.read(text);
        }
        var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(bytes, text)));
        return EcJwk.of((ECPublicKey) key);
    }

    private static byte[] der(byte[] bytes, String text) {
        boolean binary = bytes.length > 0 && bytes[0] == 0x30 && text.chars().anyMatch(c -> c > 0x7e || c < 0x09);
        return binary ? bytes : Base64.getMimeDecoder().decode(text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
    }
}
