package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;

/** Says that a workflow has ended, so that retention finds the oldest without reading all. */
public record EndedWorkflow(WorkflowId workflow, Instant at) {}
