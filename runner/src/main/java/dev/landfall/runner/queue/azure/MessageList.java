package dev.landfall.runner.queue.azure;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.queue.Received;
import dev.landfall.runner.xml.HardenedXml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The reply to "Get Messages": {@code <QueueMessagesList><QueueMessage><MessageId>…}. */
final class MessageList {

    private MessageList() {}

    /**
     * @throws LandfallException UNAVAILABLE when it is no such reply
     */
    static List<Received> read(byte[] document) {
        try {
            var reader = HardenedXml.reader(document);
            var messages = new ArrayList<Received>();
            requireRoot(reader);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    messages.add(message(reader));
                }
            }
            return List.copyOf(messages);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private static void requireRoot(XMLStreamReader reader) throws XMLStreamException {
        if (reader.nextTag() != XMLStreamConstants.START_ELEMENT
                || !reader.getLocalName().equals("QueueMessagesList")) {
            throw new XMLStreamException("the document is a " + reader.getLocalName());
        }
    }

    private static Received message(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> members = new HashMap<>();
        while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
            members.put(reader.getLocalName(), reader.getElementText());
        }
        var delivery = new Delivery(require(members, "MessageId"), require(members, "PopReceipt"));
        return new Received(delivery.receipt(), plain(members.getOrDefault("MessageText", "")));
    }

    private static String require(Map<String, String> members, String name) throws XMLStreamException {
        var value = members.get(name);
        if (value == null || value.isEmpty()) {
            throw new XMLStreamException("a message has no " + name);
        }
        return value;
    }

    /** Messages of Azure Functions are base64 by default; a message of Landfall is a JSON object, whose brace base64 lacks. */
    private static String plain(String text) {
        if (text.startsWith("{")) {
            return text;
        }
        try {
            return new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static LandfallException unreadable(XMLStreamException e) {
        return LandfallException.unavailable(
                "The queue's reply is not what Azure Queue Storage answers. Is there a proxy in between?", e);
    }
}
