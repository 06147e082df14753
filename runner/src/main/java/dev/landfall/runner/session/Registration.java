package dev.landfall.runner.session;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;
import java.util.function.Function;

/** Makes this machine a runner of a pool, once. */
public final class Registration {

    /** What to do when the runner's folder already holds a registration. */
    public enum Existing {
        KEEP,
        REPLACE
    }

    private final IdentityFiles files;
    private final Function<RegisterRequest, RegisterReply> controlPlane;

    /** @param controlPlane sends the request to the server and waits for the reply */
    public Registration(IdentityFiles files, Function<RegisterRequest, RegisterReply> controlPlane) {
        this.files = files;
        this.controlPlane = controlPlane;
    }

    /**
     * Generates a P-256 key, registers its public half, pins the root key and stores all of it.
     *
     * @param server the control plane's address, kept for later starts
     * @param name for people
     * @param enrolmentToken as {@code landfall pool create} printed it; good once
     * @throws LandfallException CONFLICT when there is a registration already, UNAUTHENTICATED when the token is wrong,
     *     used or expired
     */
    public RunnerIdentity register(URI server, String name, String enrolmentToken, Existing existing) {
        if (existing == Existing.KEEP && files.exist()) {
            throw LandfallException.conflict(
                    "This runner is already registered as " + files.load().runner()
                            + ". Use --force to replace the registration, or another LANDFALL_RUNNER_DIR for a second runner.");
        }
        var keys = EcKeys.generate();
        var reply = controlPlane.apply(
                new RegisterRequest(enrolmentToken.strip(), name, keys.jwk().text()));
        EcJwk.read(reply.rootKey());
        var identity = new RunnerIdentity(reply.runner(), reply.pool(), server, reply.rootKey(), keys);
        files.store(identity);
        return identity;
    }
}
