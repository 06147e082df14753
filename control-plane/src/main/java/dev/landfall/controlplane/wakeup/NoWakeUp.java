package dev.landfall.controlplane.wakeup;

import java.time.Duration;

/** Wakes nobody; waiting returns at once. */
final class NoWakeUp implements WakeUp {

    @Override
    public void signal(String topic) {}

    @Override
    public long mark(String topic) {
        return 0;
    }

    @Override
    public void await(String topic, long mark, Duration timeout) {}
}
