package dev.landfall.controlplane.event;

import tools.jackson.databind.JsonNode;

/** Does what one type of message asks for. */
public interface EventHandler {
    /** The message's member {@code type}. */
    String type();

    /**
     * Handles a message. It may come twice, late or never; whatever this throws makes it come again, and too often makes it
     * a dead letter.
     */
    void handle(JsonNode message);
}
