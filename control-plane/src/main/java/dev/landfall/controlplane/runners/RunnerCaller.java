package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.http.Caller;

/** A caller with a runner's session token. */
public record RunnerCaller(RunnerSession session) implements Caller {}
