package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.signature.EcJwk;
import java.net.URI;

/**
 * To whom the runner speaks.
 *
 * @param address https
 * @param pool that the runner joins by its cloud identity
 * @param rootKey public half of the root key, which the runner insists on
 */
public record ControlPlane(URI address, PoolId pool, EcJwk rootKey) {

    public ControlPlane {
        Https.require(address, "The control plane's address");
    }
}
