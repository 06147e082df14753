package dev.landfall.runner.plan;

import dev.landfall.protocol.error.LandfallException;

/**
 * What a plan belongs to. A sealed plan opens for its own scope only.
 *
 * @param install id of the install
 * @param workspace name of the Terraform state
 */
public record PlanScope(String install, String workspace) {

    public PlanScope {
        if (install.isEmpty() || workspace.isEmpty()) {
            throw LandfallException.invalid("A plan belongs to an install and a workspace; both need a name.");
        }
    }
}
