package dev.landfall.controlplane;

import dev.landfall.controlplane.retention.RetentionSettings;

/** What can be set about a control plane, whatever its host. */
public record ControlPlaneConfig(RetentionSettings retention) {

    /** Everything as it is unless somebody says otherwise. */
    public static ControlPlaneConfig standard() {
        return new ControlPlaneConfig(RetentionSettings.STANDARD);
    }
}
