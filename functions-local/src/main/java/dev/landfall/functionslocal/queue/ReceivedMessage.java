package dev.landfall.functionslocal.queue;

/**
 * A message in a receiver's hands.
 *
 * @param receipt what deletes or releases it; void once the message was received again
 * @param receiveCount how often it was received, this time included
 */
public record ReceivedMessage(String id, String body, String receipt, int receiveCount) {}
