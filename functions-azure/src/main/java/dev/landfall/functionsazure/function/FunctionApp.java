package dev.landfall.functionsazure.function;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.functionsazure.AzurePorts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control plane of one worker process, made when the first invocation asks for it; when it cannot be made, the next
 * invocation tries again. Thread-safe.
 */
public final class FunctionApp {

    /** The Functions worker makes a function's object for each invocation, so the process keeps what they share. */
    private static final FunctionApp DEPLOYED = new FunctionApp(
            () -> AzureConfig.from(System.getenv()).orgName(), () -> AzurePorts.of(AzureConfig.from(System.getenv())));

    private final Supplier<String> orgName;
    private final Supplier<Ports> source;
    private @Nullable Made made;

    private record Made(ControlPlane controlPlane, FirstOrg firstOrg) {}

    /** For a host that composes the ports itself. */
    public FunctionApp(Supplier<String> orgName, Supplier<Ports> source) {
        this.orgName = orgName;
        this.source = source;
    }

    static FunctionApp deployed() {
        return DEPLOYED;
    }

    /**
     * @throws dev.landfall.protocol.error.LandfallException INVALID with every problem when settings are missing or wrong
     */
    ControlPlane controlPlane() {
        return made().controlPlane();
    }

    FirstOrg firstOrg() {
        return made().firstOrg();
    }

    private synchronized Made made() {
        var there = made;
        if (there == null) {
            var ports = source.get();
            var controlPlane = new ControlPlane(ports, ControlPlaneConfig.standard());
            there = new Made(controlPlane, new FirstOrg(controlPlane, ports, orgName.get()));
            made = there;
        }
        return there;
    }
}
