package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.lease.Lease;

/**
 * A claimed, verified and permitted attempt.
 *
 * @param claimedNanos the runner's monotonic clock when it asked for the claim; the attempt's timeout runs from there
 */
public record Assignment(Lease lease, JobSpec spec, long claimedNanos) {}
