package dev.landfall.functionsaws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Answers an admin token to whoever may invoke this function by hand: {@code {"org":"acme"}} → {@code
 * {"org":"org_…","adminToken":"…"}}. The first time it makes the org; later the name must be that org's, and the token is a
 * further one. It has no trigger, and the right to invoke it is the right to administer Landfall.
 */
public final class BootstrapHandler implements RequestStreamHandler {

    private final DeployedControlPlane deployed;

    /** As Lambda makes it. Reads nothing but the log's level and connects to nothing: a snapshot of it holds no secret. */
    public BootstrapHandler() {
        this(DeployedControlPlane.ofThisProcess());
    }

    BootstrapHandler(DeployedControlPlane deployed) {
        this.deployed = deployed;
    }

    /**
     * @throws LandfallException INVALID without an org's name, CONFLICT when the org of this store has another name
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var name = PlatformEvent.read(input).path("org").asString("").strip();
        if (name.isEmpty()) {
            throw LandfallException.invalid("The event names no org; invoke with {\"org\":\"a name\"}.");
        }
        output.write(Json.write(answer(name)));
    }

    private Map<String, String> answer(String name) {
        deployed.ports().queues().create(QueueName.EVENTS);
        var controlPlane = deployed.controlPlane();
        var made = controlPlane.bootstrap(name);
        if (made.isPresent()) {
            return Map.of(
                    "org", made.get().org().value(), "adminToken", made.get().adminToken());
        }
        var org = controlPlane.orgs().getFirst();
        if (!org.name().equals(name)) {
            throw LandfallException.conflict("This control plane belongs to the org '" + org.name() + "', not '" + name
                    + "'. Invoke with its name for a further admin token.");
        }
        return Map.of("org", org.id().value(), "adminToken", controlPlane.issueAdminToken(org.id()));
    }
}
