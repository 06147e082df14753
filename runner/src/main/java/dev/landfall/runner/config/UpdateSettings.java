package dev.landfall.runner.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where updates are kept and what makes them good.
 *
 * @param releases folder of the supervisor, which root alone may write; without it there is no supervisor on this machine
 * @param releaseKey file of the release key's public half (JWK), which root alone may write
 * @param proof how long a new version may take until the control plane has answered it
 */
public record UpdateSettings(Path releases, Path releaseKey, Duration proof) {}
