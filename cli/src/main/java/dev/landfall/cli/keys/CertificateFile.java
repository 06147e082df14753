package dev.landfall.cli.keys;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate as {@code landfall keys certify} prints it. */
final class CertificateFile {

    private static final int MAX_BYTES = 8 * 1024;

    private CertificateFile() {}

    /**
     * @throws LandfallException INVALID when there is no such file or no certificate in it
     */
    static String read(Path file) {
        try {
            var text = Files.size(file) > MAX_BYTES
                    ? ""
                    : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (Jws.parse(text) instanceof Verified.Accepted<Jws> jws
                    && jws.value().typ().equals(KeyCertificate.TYPE)) {
                return text;
            }
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The certificate could not be read from " + file + "; check the path.", e);
        }
        throw LandfallException.invalid("There is no certificate in " + file + "; 'landfall keys certify' prints one.");
    }
}
