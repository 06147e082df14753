package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.http.Caller;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import java.time.Instant;

/**
 * Who a runner's access token speaks for.
 *
 * @param bootId of the runner's process
 * @param number counts the processes of a runner from 1; the highest is the one that counts
 * @param expiresAt when the token that was shown ends
 */
public record RunnerSession(RunnerId runner, PoolId pool, String bootId, long number, Instant expiresAt)
        implements Caller {}
