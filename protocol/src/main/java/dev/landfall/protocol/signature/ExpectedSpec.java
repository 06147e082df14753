package dev.landfall.protocol.signature;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;

/** What the runner asked for and is: a valid spec for anything else is not for it. */
public record ExpectedSpec(JobId job, int attempt, PoolId pool) {}
