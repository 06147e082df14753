package dev.landfall.protocol.runner;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Instant;

/**
 * @param token bearer token for all further calls, good for at most 15 minutes and renewed by heartbeats
 * @param serverTime the control plane's clock, so that a runner can tell how wrong its own is
 */
public record OpenSessionReply(
        String token, Instant tokenExpiresAt, PoolId pool, QueueAccess queue, Instant serverTime) {

    @Override
    public String toString() {
        return "OpenSessionReply[pool " + pool + ", expires " + tokenExpiresAt + "]";
    }
}
