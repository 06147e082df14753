package dev.landfall.runner.uptime;

import dev.landfall.runner.config.UptimeSettings;
import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Says when process or machine are old enough. Each runner takes up to a tenth off its limits, so that a fleet that was started at
 * once does not end at once. Thread-safe.
 */
public final class Uptimes {

    /** A machine whose end did not come is not asked to end again and again. */
    private static final Duration SETTLED = Duration.ofHours(1);

    private static final double JITTER = 0.1;

    /** What has come to its end. */
    public enum Due {
        NOTHING,
        PROCESS,
        MACHINE
    }

    private final Duration process;
    private final Duration machine;
    private final Ticker ticker;
    private final Supplier<Optional<Duration>> machineUptime;
    private final long startedNanos;

    /**
     * Its making is the start of the process.
     *
     * @param machineUptime empty where it cannot be known
     */
    public Uptimes(
            UptimeSettings settings,
            Ticker ticker,
            Supplier<Optional<Duration>> machineUptime,
            RandomGenerator random) {
        this.process = somewhatLess(settings.process(), random);
        this.machine = somewhatLess(settings.machine(), random);
        this.ticker = ticker;
        this.machineUptime = machineUptime;
        this.startedNanos = ticker.nanos();
    }

    /** The shortest that an uptime becomes whose limit is that. */
    public static Duration least(Duration limit) {
        return limit.minus(Duration.ofMillis((long) Math.ceil(limit.toMillis() * JITTER)));
    }

    /** The machine's end is the process's too. */
    public Due look() {
        var age = Duration.ofNanos(ticker.nanos() - startedNanos);
        if (age.compareTo(SETTLED) >= 0
                && !machine.isZero()
                && machineUptime
                        .get()
                        .filter(uptime -> uptime.compareTo(machine) >= 0)
                        .isPresent()) {
            return Due.MACHINE;
        }
        return !process.isZero() && age.compareTo(process) >= 0 ? Due.PROCESS : Due.NOTHING;
    }

    private static Duration somewhatLess(Duration limit, RandomGenerator random) {
        var least = least(limit);
        return least.plusMillis((long) (random.nextDouble() * (limit.toMillis() - least.toMillis())));
    }
}
