package dev.landfall.controlplane.identity;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;

/** Where a cluster's public keys may lie: at a name on the internet, so that the control plane cannot be sent to its own network. */
final class KeySetAddress {

    private KeySetAddress() {}

    static void require(URI address) {
        var host = address.getHost();
        boolean fits = "https".equals(address.getScheme())
                && host != null
                && host.contains(".")
                && Character.isLetter(host.charAt(host.length() - 1))
                && address.getUserInfo() == null
                && address.getFragment() == null;
        if (!fits) {
            throw LandfallException.invalid(
                    "The member 'jwksUrl' must be an https address with a full host name, such as"
                            + " https://oidc.example.com/keys.");
        }
    }
}
