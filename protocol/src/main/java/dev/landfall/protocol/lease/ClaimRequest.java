package dev.landfall.protocol.lease;

import dev.landfall.protocol.id.JobId;

/**
 * Asks for an attempt that a queue message announced.
 *
 * @param claimId made by the runner, the same in every repetition: a claim whose reply was lost is answered again
 */
public record ClaimRequest(JobId job, int attempt, String claimId) {}
