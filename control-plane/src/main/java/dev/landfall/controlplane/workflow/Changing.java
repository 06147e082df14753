package dev.landfall.controlplane.workflow;

/** Whether a workflow changes what its partition stands for. */
public enum Changing {
    /** It does: one such workflow at a time in a partition. */
    CHANGING,
    /** It does not, and runs beside others: a plan, a drift check, a CI pipeline. */
    BESIDE
}
