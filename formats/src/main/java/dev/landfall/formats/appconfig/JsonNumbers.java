package dev.landfall.formats.appconfig;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers as the nodes that a JSON reader would make of them, so that a config is equal to itself read back. */
final class JsonNumbers {

    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_DOUBLE_DIGITS = 15;

    private JsonNumbers() {}

    static JsonNode of(long number) {
        return number == (int) number
                ? JsonNodeFactory.instance.numberNode((int) number)
                : JsonNodeFactory.instance.numberNode(number);
    }

    static JsonNode of(BigDecimal number) {
        if (number.scale() == 0 && number.precision() <= MAX_LONG_DIGITS) {
            return of(number.longValueExact());
        }
        return number.precision() <= MAX_DOUBLE_DIGITS
                ? JsonNodeFactory.instance.numberNode(number.doubleValue())
                : JsonNodeFactory.instance.numberNode(number);
    }
}
