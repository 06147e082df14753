package dev.landfall.runner.session;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.ShownIdentity;
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
        return stored(reply, server, keys);
    }

    /**
     * The same by an identity that the pool trusts; an earlier registration is replaced.
     *
     * @param show makes the proof for the thumbprint of the new key
     * @param rootKey must be the control plane's; empty to take its word
     * @throws LandfallException UNAUTHENTICATED when the pool does not trust the identity, FORBIDDEN when the control plane
     *     has another root key
     */
    public RunnerIdentity join(
            URI server, String name, PoolId pool, Function<String, ShownIdentity> show, String rootKey) {
        var keys = EcKeys.generate();
        var identity = show.apply(keys.kid());
        var reply =
                controlPlane.apply(new RegisterRequest(null, name, keys.jwk().text(), pool, identity));
        if (!rootKey.isEmpty() && !EcJwk.read(rootKey).equals(EcJwk.read(reply.rootKey()))) {
            throw LandfallException.forbidden("The control plane at " + server + " has another root key than the one in"
                    + " LANDFALL_RUNNER_ROOT_KEY; this runner does not join it.");
        }
        return stored(reply, server, keys);
    }

    private RunnerIdentity stored(RegisterReply reply, URI server, EcKeys keys) {
        EcJwk.read(reply.rootKey());
        var identity = new RunnerIdentity(reply.runner(), reply.pool(), server, reply.rootKey(), keys);
        files.store(identity);
        return identity;
    }
}
