package dev.landfall.controlplane.http;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads a request body, refusing members that the request does not have: a misspelt option must not be ignored. */
final class StrictJson {

    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private StrictJson() {}

    /** An empty body reads as an object without members. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = READER.forType(type).readValue(body.length == 0 ? EMPTY_OBJECT : body);
            if (value == null) {
                throw LandfallException.invalid("The request body is null where a JSON object is expected.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw unknownMember(e);
        } catch (tools.jackson.core.JacksonException e) {
            return Json.read(body.length == 0 ? EMPTY_OBJECT : body, type);
        }
    }

    private static LandfallException unknownMember(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds() == null
                ? List.<String>of()
                : e.getKnownPropertyIds().stream()
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .sorted()
                        .toList();
        var name = String.valueOf(e.getPropertyName());
        return LandfallException.invalid("The request body has the member '" + NearestName.shown(name)
                + "', which is not known here" + NearestName.hint(name, known) + "; known: " + String.join(", ", known)
                + ".");
    }
}
