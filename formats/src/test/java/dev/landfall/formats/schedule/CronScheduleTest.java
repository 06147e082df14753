package dev.landfall.formats.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CronScheduleTest {

    @Test
    void theNextTimeIsAlwaysLaterAndInUtc() {
        var nightly = CronSchedule.parse("30 2 * * *");
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T02:30:00Z")),
                nightly.nextAfter(Instant.parse("2026-02-28T02:30:00Z")));
        assertEquals(
                Optional.of(Instant.parse("2026-02-28T02:30:00Z")),
                nightly.nextAfter(Instant.parse("2026-02-28T02:29:59Z")));
    }

    @Test
    void stepsAndWeekdaysAreRead() {
        assertEquals(
                Optional.of(Instant.parse("2026-11-23T00:00:00Z")),
                CronSchedule.parse("*/5 * * * 1").nextAfter(Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        for (String bad : new String[] {"", "x", "* * * *", "61 * * * *"}) {
            assertThrows(IllegalArgumentException.class, () -> CronSchedule.parse(bad), bad);
        }
    }
}
