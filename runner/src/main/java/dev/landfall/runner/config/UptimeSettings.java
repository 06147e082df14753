package dev.landfall.runner.config;

import java.time.Duration;

/**
 * How old a runner becomes. Zero = as old as it likes.
 *
 * @param process of the runner
 * @param machine on which it runs
 */
public record UptimeSettings(Duration process, Duration machine) {}
