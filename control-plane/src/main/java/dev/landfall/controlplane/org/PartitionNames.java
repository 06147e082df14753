package dev.landfall.controlplane.org;

import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;

/** Finds the partition of the install or project that a request names. */
public interface PartitionNames {

    /**
     * @throws dev.landfall.protocol.error.LandfallException NOT_FOUND when the org has no such install
     */
    PartitionId install(OrgId org, String idOrName);

    /**
     * @throws dev.landfall.protocol.error.LandfallException NOT_FOUND when the org has no such project
     */
    PartitionId project(OrgId org, String idOrName);
}
