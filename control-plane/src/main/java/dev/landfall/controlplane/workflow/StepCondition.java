package dev.landfall.controlplane.workflow;

/** What must have become of the steps that a step depends on. It is looked at when all of them have ended. */
public enum StepCondition {
    /** All succeeded; otherwise the step is skipped. */
    ALL_SUCCESS,
    /** At least one failed; otherwise the step is skipped. */
    ANY_FAILED,
    /** Anything. */
    ALWAYS
}
