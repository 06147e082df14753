package dev.landfall.functionsaws.lambda;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of one process, made when the first event asks for it. Until then nothing is read from the environment
 * but the log's level, nothing random is drawn and no client exists: Lambda may take a snapshot of the process (SnapStart)
 * and start many from it. When it cannot be made, the next event tries again. Thread-safe.
 */
final class DeployedControlPlane {

    private final Supplier<Ports> source;
    private @Nullable Made made;

    private record Made(Ports ports, ControlPlane controlPlane) {}

    DeployedControlPlane(Supplier<Ports> source) {
        this.source = source;
    }

    /**
     * @throws dev.landfall.protocol.error.LandfallException INVALID with every problem when settings are missing or wrong
     */
    ControlPlane controlPlane() {
        return made().controlPlane();
    }

    Ports ports() {
        return made().ports();
    }

    private synchronized Made made() {
        var there = made;
        if (there == null) {
            var ports = source.get();
            there = new Made(ports, new ControlPlane(ports, ControlPlaneConfig.standard()));
            made = there;
        }
        return there;
    }
}
