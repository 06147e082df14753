package dev.landfall.protocol.job;

/** How an attempt ended, as its runner says. */
public enum JobOutcome {
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED
}
