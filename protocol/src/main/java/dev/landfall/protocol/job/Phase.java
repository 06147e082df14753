package dev.landfall.protocol.job;

/** The phases of every job handler, in order. */
public enum Phase {
    FETCH,
    VALIDATE,
    INITIALISE,
    EXECUTE,
    OUTPUTS,
    CLEANUP
}
