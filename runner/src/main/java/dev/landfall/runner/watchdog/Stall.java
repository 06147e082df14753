package dev.landfall.runner.watchdog;

import java.time.Duration;

/** A loop that made no progress for longer than it may. */
public record Stall(String loop, Duration silence, Duration limit) {}
