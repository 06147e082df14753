package dev.landfall.runner.notice;

import java.time.Instant;

/**
 * The machine will be taken away.
 *
 * @param why for people, such as {@code EC2 takes this spot instance back}
 * @param at when, by the cloud's clock; that it comes later is possible
 */
public record Notice(String why, Instant at) {}
