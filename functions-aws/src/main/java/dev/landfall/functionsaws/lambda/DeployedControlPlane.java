package dev.landfall.functionsaws.lambda;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.functionsaws.host.AwsConfig;
import dev.landfall.functionsaws.host.AwsPorts;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of one process, made when the first event asks for it. Until then nothing is read from the environment
 * but the log's level, nothing random is drawn and no client exists: Lambda may take a snapshot of the process (SnapStart)
 * and start many from it. When it cannot be made, the next event tries again. Thread-safe.
 */
final class DeployedControlPlane {

    private static final DeployedControlPlane SHARED = new DeployedControlPlane(() -> Parts.of(System.getenv()));

    private final Supplier<Parts> source;
    private @Nullable Made made;

    /** What a control plane is made of. */
    record Parts(Ports ports, ControlPlaneConfig config) {

        private static Parts of(Map<String, String> environment) {
            var config = AwsConfig.from(environment);
            return new Parts(AwsPorts.of(config), config.controlPlane());
        }
    }

    private record Made(Ports ports, ControlPlane controlPlane) {}

    DeployedControlPlane(Supplier<Parts> source) {
        this.source = source;
    }

    /** The one of this process, which logs in JSON from now on. */
    static DeployedControlPlane ofThisProcess() {
        JsonLog.install(System.getenv());
        return SHARED;
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
            var parts = source.get();
            there = new Made(parts.ports(), new ControlPlane(parts.ports(), parts.config()));
            made = there;
        }
        return there;
    }
}
