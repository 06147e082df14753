package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * A file that a machine fetches and runs only when it is the expected one.
 *
 * @param address https, without query: an address with a signature would end with a session
 * @param sha256 64 hexadecimal digits in lower case
 */
public record Download(URI address, String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Download {
        Https.require(address, "The download's address");
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw LandfallException.invalid(
                    "The SHA-256 of " + address + " must be 64 hexadecimal digits in lower case.");
        }
    }
}
