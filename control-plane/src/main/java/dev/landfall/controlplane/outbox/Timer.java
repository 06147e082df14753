package dev.landfall.controlplane.outbox;

import java.time.Instant;

/**
 * Wakes the control plane at a time. It is not kept: when it is lost, the due index's sweep does what it would have done.
 *
 * @param at when; further ahead than a quarter of an hour it comes then, and re-arms itself
 */
public record Timer(Instant at, EventMessage message) {}
