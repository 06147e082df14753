package dev.landfall.runner.process;

/**
 * A living process as the system lists it.
 *
 * @param startTicks when it started, in a unit of the system's; tells a process from a later one with the same number
 */
public record ProcessEntry(long pid, long parent, long group, long session, long startTicks) {}
