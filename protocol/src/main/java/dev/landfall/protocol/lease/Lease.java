package dev.landfall.protocol.lease;

import dev.landfall.protocol.id.JobId;

/**
 * A held attempt. The fencing number grows with every claim of the job: whoever comes with a smaller one is late.
 *
 * @param fence of this claim, from 1
 */
public record Lease(JobId job, int attempt, long fence) {}
