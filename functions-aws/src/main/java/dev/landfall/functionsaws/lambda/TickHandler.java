package dev.landfall.functionsaws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The minute timer: an EventBridge schedule of {@code rate(1 minute)} invokes it, and whatever else does may. What the event
 * says is not looked at.
 */
public final class TickHandler implements RequestStreamHandler {

    private final Supplier<ControlPlane> controlPlane;

    /** As Lambda makes it. Reads nothing but the log's level and connects to nothing: a snapshot of it holds no secret. */
    public TickHandler() {
        this(DeployedControlPlane.ofThisProcess()::controlPlane);
    }

    TickHandler(Supplier<ControlPlane> controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * @throws dev.landfall.protocol.error.LandfallException when the control plane cannot be made
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        controlPlane.get().tick().tick();
        output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
}
