package dev.landfall.controlplane.state;

import dev.landfall.protocol.id.JobId;
import java.time.Instant;

/**
 * A state as it was written once.
 *
 * @param number counts writes from 1
 * @param serial Terraform's own
 * @param job that wrote it
 */
public record StateVersion(long number, long serial, String sha256, int bytes, Instant at, JobId job) {}
