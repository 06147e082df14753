package dev.landfall.controlplane.org;

import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import org.jspecify.annotations.Nullable;

/** Finds the runner pool that a request names. */
@FunctionalInterface
public interface PoolNames {

    /** The pool that is meant where none is named. */
    String DEFAULT = "default";

    /**
     * @param idOrName null = the pool named {@value #DEFAULT}
     * @throws dev.landfall.protocol.error.LandfallException NOT_FOUND when the org has no such pool
     */
    PoolId require(OrgId org, @Nullable String idOrName);
}
