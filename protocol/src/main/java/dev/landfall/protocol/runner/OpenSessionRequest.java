package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.Lease;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A runner process starts. The newest session of a runner is the one that counts: an older one gets 409 from then on.
 *
 * @param bootId made anew by each process
 * @param proof JWS compact (ES256) by the runner's key over {@link SessionProof}
 * @param version of the runner's program
 * @param slots how many jobs it runs at once
 * @param tools installed tools and versions, such as {@code terraform → 1.11.4}
 * @param lost leases of an earlier process that are known to have no process any more; they are lost at once
 * @param identity for a runner that registered with one: the same identity, proved anew; otherwise null
 */
public record OpenSessionRequest(
        RunnerId runner,
        String bootId,
        String proof,
        String version,
        int slots,
        Map<String, String> tools,
        List<Lease> lost,
        @Nullable ShownIdentity identity) {

    /** Of a runner that was enrolled with a token. */
    public OpenSessionRequest(
            RunnerId runner,
            String bootId,
            String proof,
            String version,
            int slots,
            Map<String, String> tools,
            List<Lease> lost) {
        this(runner, bootId, proof, version, slots, tools, lost, null);
    }

    public OpenSessionRequest {
        tools = tools == null ? Map.of() : Map.copyOf(tools);
        lost = lost == null ? List.of() : List.copyOf(lost);
    }
}
