package dev.landfall.protocol.job;

/**
 * What a runner does to itself: it is asked of one runner by name, is announced to that one alone, takes no slot and starts
 * no process.
 */
public sealed interface RunnerWork extends JobWork permits HealthCheckWork, ShutdownWork, UpdateWork, VmShutdownWork {}
