package dev.landfall.runner.queue;

/**
 * A message as it came.
 *
 * @param receipt names this delivery of it
 * @param body a {@link dev.landfall.protocol.lease.QueueMessage} as JSON, if it is one
 */
public record Received(String receipt, String body) {}
