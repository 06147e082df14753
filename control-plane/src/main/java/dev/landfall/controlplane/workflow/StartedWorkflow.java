package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import java.util.List;

/**
 * A workflow that has just started.
 *
 * @param jobs those that are queued already
 */
public record StartedWorkflow(WorkflowId id, List<JobId> jobs) {
    public StartedWorkflow {
        jobs = List.copyOf(jobs);
    }
}
