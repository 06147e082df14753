package dev.landfall.controlplane.runners;

/** A runner to look at. */
public record RunnerView(RunnerRecord runner, RunnerStatus status) {}
