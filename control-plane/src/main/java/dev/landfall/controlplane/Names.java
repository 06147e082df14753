package dev.landfall.controlplane;

import dev.landfall.controlplane.install.Installs;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.controlplane.project.Projects;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;

/** Finds partitions by what they hold. */
final class Names implements PartitionNames {

    private final Installs installs;
    private final Projects projects;

    Names(Installs installs, Projects projects) {
        this.installs = installs;
        this.projects = projects;
    }

    @Override
    public PartitionId install(OrgId org, String idOrName) {
        return new PartitionId(installs.require(org, idOrName).id().value());
    }

    @Override
    public PartitionId project(OrgId org, String idOrName) {
        return new PartitionId(projects.require(org, idOrName).id().value());
    }
}
