package dev.landfall.runner.uptime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.UptimeSettings;
import dev.landfall.runner.fake.ManualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** On a clock that is moved. */
class UptimesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final ManualTime time = new ManualTime();
    private Optional<Duration> machine = Optional.of(Duration.ZERO);

    @Test
    void processIsDueBeforeItsLimitIsOver() {
        var uptimes = uptimes(DAY, Duration.ZERO, new Random(1));
        time.advance(Duration.ofMinutes(24 * 54));
        time.advance(Duration.ofSeconds(-1));
        assertEquals(Uptimes.Due.NOTHING, uptimes.look());
        time.advance(Duration.ofMinutes(24 * 6).plusSeconds(1));
        assertEquals(Uptimes.Due.PROCESS, uptimes.look());
    }

    @Test
    void fleetThatStartedAtOnceDoesNotEndAtOnce() {
        var ends = new HashSet<Long>();
        var random = new Random(1);
        for (int each = 0; each < 20; each++) {
            var own = new ManualTime();
            var uptimes = new Uptimes(new UptimeSettings(DAY, Duration.ZERO), own.ticker(), Optional::empty, random);
            long minutes = 0;
            while (uptimes.look() == Uptimes.Due.NOTHING) {
                own.advance(Duration.ofMinutes(1));
                minutes++;
            }
            assertTrue(minutes >= 24 * 54 && minutes <= 24 * 60, minutes + " minutes");
            ends.add(minutes);
        }
        assertTrue(ends.size() >= 15, ends::toString);
    }

    @Test
    void machineIsDueByItsOwnUptimeAndOnlyOnceTheProcessHasSettled() {
        var uptimes = uptimes(DAY, WEEK, new Random(1));
        machine = Optional.of(WEEK);
        assertEquals(Uptimes.Due.NOTHING, uptimes.look());
        time.advance(Duration.ofHours(1));
        assertEquals(Uptimes.Due.MACHINE, uptimes.look());
        machine = Optional.of(Duration.ofDays(6));
        assertEquals(Uptimes.Due.NOTHING, uptimes.look());
    }

    @Test
    void nothingIsDueWithoutLimitsOrWhereTheMachineDoesNotSay() {
        machine = Optional.of(Duration.ofDays(4000));
        var unlimited = uptimes(Duration.ZERO, Duration.ZERO, new Random(1));
        time.advance(Duration.ofDays(4000));
        assertEquals(Uptimes.Due.NOTHING, unlimited.look());
        machine = Optional.empty();
        var silent = uptimes(Duration.ZERO, WEEK, new Random(1));
        time.advance(Duration.ofDays(4000));
        assertEquals(Uptimes.Due.NOTHING, silent.look());
    }

    @Test
    void limitsUnderAnHourAreAMistake() {
        for (var name : new String[] {"MAX_UPTIME_SECONDS", "MACHINE_MAX_UPTIME_SECONDS"}) {
            var wrong = assertThrows(
                    LandfallException.class,
                    () -> RunnerConfig.from(Map.of("HOME", "/nowhere", "LANDFALL_RUNNER_" + name, "3599")));
            assertTrue(wrong.publicMessage().contains("0 (never) or at least 3600"), wrong.publicMessage());
        }
        assertEquals(
                new UptimeSettings(Duration.ZERO, Duration.ZERO),
                RunnerConfig.from(Map.of("HOME", "/nowhere")).uptimes());
    }

    private Uptimes uptimes(Duration process, Duration oldest, RandomGenerator random) {
        return new Uptimes(new UptimeSettings(process, oldest), time.ticker(), () -> machine, random);
    }
}
