package dev.landfall.controlplane.queue;

import java.time.Duration;

/**
 * @param visible messages that can be received now
 * @param hidden received and not yet deleted, or delayed
 * @param dead in the dead-letter queue
 * @param oldestVisible age of the oldest receivable message; zero when there is none
 */
public record QueueDepth(long visible, long hidden, long dead, Duration oldestVisible) {}
