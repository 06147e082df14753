package dev.landfall.controlplane.workflow;

/** What a step is. */
public enum StepKind {
    /** It runs a job. */
    JOB,
    /** It waits for a person. */
    APPROVAL
}
