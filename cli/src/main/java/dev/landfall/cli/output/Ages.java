package dev.landfall.cli.output;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how long ago something was in its largest unit: {@code 42s}, {@code 3m}, {@code 5h}, {@code 12d}. */
public final class Ages {

    private final InstantSource clock;

    public Ages(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty for an empty text; the text itself when it is no instant. */
    public String since(String instant) {
        return instant.isEmpty() ? "" : between(instant, clock.instant());
    }

    /** The time from one instant to another, or until now when the second is empty. */
    public String span(String from, String to) {
        return from.isEmpty() ? "" : between(from, to.isEmpty() ? clock.instant() : Instant.parse(to));
    }

    private static String between(String from, Instant to) {
        try {
            return of(Duration.between(Instant.parse(from), to));
        } catch (DateTimeException e) {
            return from;
        }
    }

    /** A duration in its largest unit; a negative one counts as zero, because clocks differ. */
    public static String of(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 60 * 60) {
            return seconds / 60 + "m";
        }
        return seconds < 48 * 60 * 60 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
