package dev.landfall.formats.duration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "30m,PT30M",
        "1h30m,PT1H30M",
        "90s,PT1M30S",
        "1.5h,PT1H30M",
        "250ms,PT0.25S",
        "5us,PT0.000005S",
        "0,PT0S",
        "0s,PT0S",
        "2h0m1s,PT2H1S"
    })
    void goDurationIsRead(String text, String iso) {
        assertEquals(Optional.of(Duration.parse(iso)), GoDuration.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "m",
                "1 h",
                "-1h",
                "1h 30m",
                "1d",
                "1.h",
                ".5h",
                "1h30",
                "999999999999h",
                "99999999999999999999s",
                "PT1H"
            })
    void otherTextIsNot(String text) {
        assertEquals(Optional.empty(), GoDuration.parse(text));
    }

    @Property(tries = 200)
    void formattedSecondsAreReadBack(@ForAll @LongRange(min = 0, max = 300_000_000) long seconds) {
        var duration = Duration.ofSeconds(seconds);

        assertEquals(Optional.of(duration), GoDuration.parse(GoDuration.format(duration)));
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefused(@ForAll String text) {
        GoDuration.parse(text).ifPresent(duration -> assertEquals(false, duration.isNegative()));
    }
}
