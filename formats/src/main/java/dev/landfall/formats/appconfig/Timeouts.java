package dev.landfall.formats.appconfig;

import dev.landfall.formats.duration.GoDuration;
import java.time.Duration;
import java.util.Optional;

/** Reads times that something may take. */
final class Timeouts {

    private static final Duration MIN = Duration.ofSeconds(1);

    private Timeouts() {}

    /** From one second to {@code max}; empty when absent or after a problem. */
    static Optional<Duration> read(Section section, String key, Duration max) {
        return section.text(key).flatMap(text -> {
            var duration =
                    GoDuration.parse(text).filter(value -> value.compareTo(MIN) >= 0 && value.compareTo(max) <= 0);
            if (duration.isEmpty()) {
                section.problem(
                        key,
                        "'" + text + "' is not a time from 1s to " + GoDuration.format(max)
                                + "; write one such as \"90s\" or \"10m\".");
            }
            return duration;
        });
    }
}
