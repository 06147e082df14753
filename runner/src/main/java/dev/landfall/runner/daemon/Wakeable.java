package dev.landfall.runner.daemon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Something to wait for that others announce. Thread-safe. */
final class Wakeable {

    private boolean announced;

    /** Waits for an announcement since the last wait, at most that long. */
    synchronized void await(Duration atMost) throws InterruptedException {
        awaitUntil(() -> announced, atMost);
        announced = false;
    }

    /** Waits until the condition holds, looking again at every announcement. */
    synchronized boolean awaitUntil(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long nanos = end - System.nanoTime();
            if (nanos <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
        return true;
    }

    synchronized void wake() {
        announced = true;
        notifyAll();
    }
}
