package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import java.util.Locale;

/** Sort keys of workflows and their steps in their partition. */
public final class WorkflowKeys {
    /** Start of every workflow's sort key; the newest comes first. */
    public static final String WORKFLOW_PREFIX = "wf.";

    /** Names the changing workflow that is active in the partition. */
    public static final String LOCK = "lock.changing";

    /** Start of the sort keys that name ended workflows whose logs are still there, the first that ended first. */
    public static final String ENDED_WITH_LOGS = "end.l.";

    /** Start of the sort keys that name ended workflows without logs, the first that ended first. */
    public static final String ENDED = "end.w.";

    private WorkflowKeys() {}

    public static String workflow(WorkflowId workflow) {
        return WORKFLOW_PREFIX + JobKeys.newestFirst(local(workflow));
    }

    /** Start of the sort keys of a workflow's steps. */
    public static String steps(WorkflowId workflow) {
        return "step." + local(workflow) + ".";
    }

    public static String step(WorkflowId workflow, String name) {
        return steps(workflow) + name;
    }

    /** Definitions of steps that wait to be made. */
    public static String unborn(WorkflowId workflow) {
        return "unborn." + local(workflow);
    }

    /** Where an ended workflow stands in the order of removal. */
    public static String ended(String prefix, WorkflowId workflow, Instant at) {
        return prefix + String.format(Locale.ROOT, "%013d", at.toEpochMilli()) + "." + local(workflow);
    }

    /** The path of the transitions of the workflow and its steps: one path, so that a batch has one record of them. */
    public static String trail(WorkflowId workflow) {
        return local(workflow) + ".w";
    }

    /** The id without its partition. */
    public static String local(WorkflowId workflow) {
        return workflow.value().substring(workflow.value().indexOf('.') + 1);
    }
}
