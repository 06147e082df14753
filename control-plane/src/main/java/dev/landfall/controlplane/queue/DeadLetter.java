package dev.landfall.controlplane.queue;

import java.time.Instant;

/**
 * A message that was received too often without being deleted.
 *
 * @param id of this letter, the same when it comes again
 */
public record DeadLetter(String id, String message, int receiveCount, Instant sentAt) {}
