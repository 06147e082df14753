package dev.landfall.controlplane.event;

import dev.landfall.controlplane.queue.DeadLetter;
import java.time.Instant;

/** A dead letter as it is kept. */
public record KeptLetter(String id, String message, int receiveCount, Instant sentAt, Instant keptAt) {
    static KeptLetter of(DeadLetter letter, Instant now) {
        return new KeptLetter(letter.id(), letter.message(), letter.receiveCount(), letter.sentAt(), now);
    }
}
