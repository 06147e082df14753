package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.regex.Pattern;

/** Addresses that stand in templates and scripts. */
final class Https {

    /** No quote, blank or character that a shell or a template would read as more than an address. */
    private static final Pattern PLAIN = Pattern.compile("https://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~:/@!*,;=%+-]*)?");

    private Https() {}

    static void require(URI address, String what) {
        if (address == null || !PLAIN.matcher(address.toString()).matches()) {
            throw LandfallException.invalid(what + " '" + address
                    + "' cannot stand in a stack: use an https address without user, query and fragment.");
        }
    }
}
