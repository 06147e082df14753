package dev.landfall.runner.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.xml.HardenedXml;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** What STS answers, in XML. Elements are told apart by their local names, which are unique in the replies that are read. */
final class StsReply {

    private StsReply() {}

    static AwsCredentials credentials(byte[] body) {
        var elements = elements(body);
        try {
            return new AwsCredentials(
                    require(elements, "AccessKeyId"),
                    require(elements, "SecretAccessKey"),
                    require(elements, "SessionToken"),
                    Instant.parse(require(elements, "Expiration")));
        } catch (DateTimeParseException e) {
            throw LandfallException.unavailable("AWS STS answered with credentials whose expiry cannot be read.", e);
        }
    }

    /** The message is AWS's own, with its code. */
    static LandfallException error(int status, byte[] body) {
        var elements = elementsOrNone(body);
        var code = elements.getOrDefault("Code", "status " + status);
        var said = elements.getOrDefault("Message", "it gave no reason");
        return new LandfallException(kind(status, code), "AWS says: " + said + " (" + code + ")");
    }

    private static ErrorKind kind(int status, String code) {
        if (status >= 500 || status == 429 || code.equals("Throttling") || code.equals("RequestThrottled")) {
            return ErrorKind.UNAVAILABLE;
        }
        return status == 403 ? ErrorKind.FORBIDDEN : ErrorKind.INVALID;
    }

    private static String require(Map<String, String> elements, String name) {
        var value = elements.get(name);
        if (value == null || value.isEmpty()) {
            throw new LandfallException(ErrorKind.UNAVAILABLE, "AWS STS answered without " + name + ".");
        }
        return value;
    }

    private static Map<String, String> elementsOrNone(byte[] body) {
        try {
            return elements(body);
        } catch (LandfallException e) {
            return Map.of();
        }
    }

    private static Map<String, String> elements(byte[] body) {
        var found = new HashMap<String, String>();
        try {
            var reader = HardenedXml.reader(body);
            var text = new StringBuilder();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
                    case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        found.putIfAbsent(reader.getLocalName(), text.toString().strip());
                        text.setLength(0);
                    }
                    default -> {}
                }
            }
            return found;
        } catch (XMLStreamException e) {
            throw LandfallException.unavailable("AWS STS answered with something that is no XML.", e);
        }
    }
}
