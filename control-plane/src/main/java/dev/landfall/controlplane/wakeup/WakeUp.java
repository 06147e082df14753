package dev.landfall.controlplane.wakeup;

import java.time.Duration;

/**
 * Tells waiting readers that a topic has something new. Best effort: a reader always has a time limit and reads again
 * after it, so a lost signal costs time, never data. On hosts without a shared process {@link #await} just returns.
 */
public interface WakeUp {

    /** Wakes everyone who waits for the topic. */
    void signal(String topic);

    /**
     * The counter of a topic, to take before reading; {@link #await} with it returns at once when a signal came after.
     */
    long mark(String topic);

    /** Waits until the topic was signalled after the mark, or for the time limit. */
    void await(String topic, long mark, Duration timeout);

    /** A host that cannot wake anyone: readers just wait for a short while of their own. */
    static WakeUp none() {
        return new NoWakeUp();
    }
}
