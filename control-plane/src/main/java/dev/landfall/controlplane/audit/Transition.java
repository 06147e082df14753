package dev.landfall.controlplane.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one thing, written in the same batch as the change.
 *
 * @param subject what changed, for people: {@code workflow}, {@code step plan}, {@code job}, {@code attempt 2}
 * @param from the state before; null when it did not exist
 * @param to the state after
 * @param reason one sentence; empty when the change speaks for itself
 */
public record Transition(
        Instant at, Actor actor, String subject, @Nullable String from, String to, String reason) {}
