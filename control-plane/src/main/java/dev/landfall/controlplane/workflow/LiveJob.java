package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.JobId;

/** Says that a job has not ended, so that a sweep finds those without reading all. */
public record LiveJob(JobId job) {}
