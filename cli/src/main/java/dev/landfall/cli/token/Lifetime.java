package dev.landfall.cli.token;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How long a token lives, as people write it: {@code 30m}, {@code 12h}, {@code 90d}. */
final class Lifetime {

    private static final Map<Character, ChronoUnit> UNITS =
            Map.of('m', ChronoUnit.MINUTES, 'h', ChronoUnit.HOURS, 'd', ChronoUnit.DAYS);

    private Lifetime() {}

    /**
     * @throws LandfallException INVALID when it is no such time
     */
    static Duration parse(String text) {
        var unit = text.isEmpty() ? null : UNITS.get(text.charAt(text.length() - 1));
        if (unit == null || !text.matches("[1-9][0-9]{0,5}.")) {
            throw LandfallException.invalid("'" + text + "' is not a time: write minutes, hours or days, such as 90d.");
        }
        return Duration.of(Long.parseLong(text.substring(0, text.length() - 1)), unit);
    }
}
