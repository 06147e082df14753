package dev.landfall.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.protocol.error.LandfallException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes records as JSON (RFC 8259, UTF-8). Instants are ISO-8601 strings, durations ISO-8601 as well, byte
 * arrays base64. Absent values are left out when written; unknown members are ignored when read, so that a peer one
 * version newer is understood. Documents nest at most {@value #MAX_DEPTH} deep.
 *
 * <p>Thread-safe.
 */
public final class Json {

    /** Deeper documents are refused, so that no input exhausts the stack. */
    public static final int MAX_DEPTH = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    /** The mapper itself, for trees and for tests. It must not be reconfigured. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String writeString(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Indented, for people. */
    public static String writePretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /**
     * @throws LandfallException INVALID with line and column when the bytes are not JSON of that type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return require(MAPPER.readValue(json, type), type);
        } catch (JacksonException e) {
            throw unreadable(e, type);
        }
    }

    /**
     * @throws LandfallException INVALID with line and column when the text is not JSON of that type
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return require(MAPPER.readValue(json, type), type);
        } catch (JacksonException e) {
            throw unreadable(e, type);
        }
    }

    /**
     * @throws LandfallException INVALID with line and column when the bytes are not JSON
     */
    public static JsonNode readTree(byte[] json) {
        return read(json, JsonNode.class);
    }

    private static <T> T require(T value, Class<T> type) {
        if (value == null) {
            throw LandfallException.invalid("The JSON document is null where " + name(type) + " is expected.");
        }
        return value;
    }

    private static LandfallException unreadable(JacksonException e, Class<?> type) {
        var at = e.getLocation();
        var where = at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        var cause = e.getCause() instanceof LandfallException inner ? inner.publicMessage() : e.getOriginalMessage();
        return new LandfallException(
                dev.landfall.protocol.error.ErrorKind.INVALID,
                "The JSON could not be read as " + name(type) + where + ": " + cause,
                e);
    }

    private static String name(Class<?> type) {
        return type.getSimpleName();
    }
}
