package dev.landfall.controlplane.outbox;

import java.time.Instant;

/** A message on its way, kept in the partition that caused it until it is known to be sent. */
record OutboxEntry(OutboxMessage message, Instant committedAt) {
    static final String PREFIX = "out.";
}
