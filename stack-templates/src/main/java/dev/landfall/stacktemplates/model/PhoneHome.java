package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.id.InstallId;
import java.net.URI;

/**
 * Where the stack tells the control plane what it made. The address is the install's and stays when the stack is rendered again. It
 * holds no secret: who calls is proved by the caller's cloud identity.
 *
 * @param address https; {@code POST} of a phone home call, and of nothing to {@code …/nonces} for the nonce that it needs
 */
public record PhoneHome(URI address) {

    public PhoneHome {
        Https.require(address, "The phone home address");
    }

    /** The install's address on a control plane. */
    public static PhoneHome of(URI controlPlane, InstallId install) {
        var base = controlPlane.toString();
        return new PhoneHome(
                URI.create((base.endsWith("/") ? base : base + "/") + "v1/installs/" + install + "/phone-home"));
    }

    public URI nonces() {
        return URI.create(address + "/nonces");
    }
}
