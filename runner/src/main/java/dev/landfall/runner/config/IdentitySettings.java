package dev.landfall.runner.config;

import dev.landfall.protocol.id.PoolId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the runner proves who it is.
 *
 * @param pool to join by a cloud's identity; null with an enrolment token, which names its pool
 * @param clientId of the managed identity; empty unless on Azure
 * @param tokenFile of the service account; used on Kubernetes
 * @param rootKey the control plane's root key as the install stack says it, JWK as JSON text; empty to take the control
 *     plane's word for it when the runner joins
 */
public record IdentitySettings(Kind kind, @Nullable PoolId pool, String clientId, Path tokenFile, String rootKey) {

    /** What proves it. */
    public enum Kind {
        /** A one-time token, once, and from then on a key of its own. */
        ENROLMENT,
        /** The role of the instance or task. */
        AWS,
        /** A managed identity. */
        AZURE,
        /** A service account. */
        KUBERNETES
    }
}
