package dev.landfall.functionsazure.queue;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Instant;
import java.util.Optional;

/** A dead letter as it lies in the dead-letter queue, with what its first queue knew of it. */
record MovedLetter(String id, String message, int receiveCount, Instant sentAt) {

    String text() {
        return Json.writeString(new Envelope(this));
    }

    DeadLetter letter() {
        return new DeadLetter(id, message, receiveCount, sentAt);
    }

    /** Empty for a message that somebody else put there as it was, such as the Functions host. */
    static Optional<MovedLetter> read(String text) {
        if (!text.startsWith("{\"landfallDeadLetter\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(text, Envelope.class).landfallDeadLetter());
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }

    private record Envelope(MovedLetter landfallDeadLetter) {}
}
