package dev.landfall.functionsaws.lambda;

import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A message of a batch that an event source mapping hands over ("Using Lambda with Amazon SQS").
 *
 * @param id by which its failure is reported
 */
record SqsMessage(String id, String body) {

    /** The largest batch that a mapping can be set to without a window. */
    private static final int MAX_BATCH = 10_000;

    /**
     * @throws LandfallException INVALID when the event is no batch of SQS
     */
    static List<SqsMessage> batch(JsonNode event) {
        var records = event.path("Records");
        if (!records.isArray() || records.size() > MAX_BATCH) {
            throw LandfallException.invalid("The event is no batch of SQS: it has no list of Records.");
        }
        var messages = new ArrayList<SqsMessage>(records.size());
        for (var item : records) {
            messages.add(message(item));
        }
        return messages;
    }

    private static SqsMessage message(JsonNode item) {
        var id = item.path("messageId").asString("");
        if (id.isEmpty() || !item.path("body").isString()) {
            throw LandfallException.invalid("The event is no batch of SQS: a record lacks its messageId or its body.");
        }
        return new SqsMessage(id, item.path("body").asString());
    }

    @Override
    public String toString() {
        return "SqsMessage[" + id + "]";
    }
}
