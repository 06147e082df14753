package dev.landfall.runner.session;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;

/**
 * Who this runner is, since its registration.
 *
 * @param server where it was registered
 * @param rootKey the control plane's root key, pinned then: JWK as JSON text
 * @param keys its own; the private half never leaves the machine
 */
public record RunnerIdentity(RunnerId runner, PoolId pool, URI server, String rootKey, EcKeys keys) {

    /** Without any key. */
    @Override
    public String toString() {
        return "RunnerIdentity[" + runner + ", " + pool + ", " + server + "]";
    }
}
