package dev.landfall.protocol.lease;

import dev.landfall.protocol.id.JobId;

/**
 * What lies in a pool's queue: a hint that an attempt waits. Twice, late or never does no harm: the claim decides.
 */
public record QueueMessage(JobId job, int attempt) {}
