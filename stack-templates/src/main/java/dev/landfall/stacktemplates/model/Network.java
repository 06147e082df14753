package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/** Where the runner stands. */
public sealed interface Network {

    /**
     * The stack makes one: private subnets in {@code zones} zones with one way out, and nothing that lets in.
     *
     * @param cidr IPv4, prefix 16 to 22, such as {@code 10.128.0.0/16}; the customer can change it
     * @param zones 1 to 3
     */
    record Own(String cidr, int zones) implements Network {

        private static final Pattern CIDR = Pattern.compile(
                "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])/(?:1[6-9]|2[0-2])");

        public Own {
            if (cidr == null || !CIDR.matcher(cidr).matches()) {
                throw LandfallException.invalid("'" + cidr
                        + "' is not a network of a stack: use IPv4 and a prefix of 16 to 22, such as 10.128.0.0/16.");
            }
            if (zones < 1 || zones > 3) {
                throw LandfallException.invalid("A stack's network spans 1 to 3 zones, not " + zones + ".");
            }
        }
    }

    /**
     * The customer's own: network and subnets are parameters, and what the language can check of them is checked before
     * anything is made. The subnets must have a way out.
     */
    record Existing() implements Network {}
}
