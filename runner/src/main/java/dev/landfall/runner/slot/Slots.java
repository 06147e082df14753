package dev.landfall.runner.slot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A fixed number of slots, one for each job that runs. Thread-safe; only {@link #awaitFree} waits. */
public final class Slots {

    private final int capacity;
    private int taken;

    /** @param capacity at least 1 */
    public Slots(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a runner needs at least one slot");
        }
        this.capacity = capacity;
    }

    public int capacity() {
        return capacity;
    }

    public synchronized int free() {
        return capacity - taken;
    }

    public synchronized int busy() {
        return taken;
    }

    /** Takes a slot when one is free. */
    public synchronized boolean tryTake() {
        if (taken == capacity) {
            return false;
        }
        taken++;
        return true;
    }

    /** Gives a slot back. */
    public synchronized void release() {
        if (taken == 0) {
            throw new IllegalStateException("a slot was released twice");
        }
        taken--;
        notifyAll();
    }

    /** Waits for a free slot, for at most that long. */
    public synchronized void awaitFree(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (taken == capacity) {
            long nanos = end - System.nanoTime();
            if (nanos <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }
}
