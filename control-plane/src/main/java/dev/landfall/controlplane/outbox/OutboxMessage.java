package dev.landfall.controlplane.outbox;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.QueueMessage;
import java.time.Instant;

/**
 * A message that a batch causes.
 *
 * @param body JSON
 * @param notBefore it is delayed until then, by at most a quarter of an hour
 */
public record OutboxMessage(QueueName queue, String body, Instant notBefore) {
    /** Tells a pool's runners that an attempt waits. */
    public static OutboxMessage announcing(PoolId pool, QueueMessage message, Instant notBefore) {
        return new OutboxMessage(QueueName.of(pool), Json.writeString(message), notBefore);
    }

    /** Goes to the control plane's own queue. */
    public static OutboxMessage event(EventMessage message, Instant notBefore) {
        return new OutboxMessage(QueueName.EVENTS, Json.writeString(message), notBefore);
    }
}
