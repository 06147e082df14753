package dev.landfall.controlplane.upkeep;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.RunnerWork;
import java.time.Duration;

/**
 * What somebody wants of a runner: the params of the step.
 *
 * @param timeout from the claim to the end
 */
record Wish(RunnerId runner, String runnerName, PoolId pool, RunnerWork work, Duration timeout) {}
