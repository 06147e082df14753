package dev.landfall.runner.attempt;

import dev.landfall.runner.job.Cancellation.Registration;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs actions later, never in the timer's own thread, which must not wait for anything. Thread-safe. */
public final class Deadlines {

    private final ScheduledExecutorService timer;
    private final Executor threads;

    public Deadlines(ScheduledExecutorService timer, Executor threads) {
        this.timer = timer;
        this.threads = threads;
    }

    /** Close it to have the action left out. */
    Registration after(Duration delay, Runnable action) {
        var pending = timer.schedule(() -> threads.execute(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }
}
