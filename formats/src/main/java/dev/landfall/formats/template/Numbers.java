package dev.landfall.formats.template;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Reads numbers as sprig does: also from texts. */
final class Numbers {

    private static final int MAX_DIGITS = 60;

    private Numbers() {}

    /** The value of a number. JSON may hold one that is too large for any. */
    static BigDecimal decimal(JsonNode number) {
        if (number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())) {
            throw new Refusal("A number is too large here.");
        }
        return number.decimalValue();
    }

    /** A number, or a text that is one. */
    static BigDecimal of(JsonNode node, String function) {
        if (node.isNumber()) {
            return decimal(node);
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        var text = node.isString() ? node.stringValue().strip() : "";
        try {
            if (text.length() <= MAX_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            throw wrong(node, function);
        }
        throw wrong(node, function);
    }

    /** The same, rounded towards zero to a whole number of 64 bits. */
    static long whole(JsonNode node, String function) {
        var number = of(node, function);
        if (number.precision() - number.scale() > 19) {
            throw new Refusal("'" + function + "' wants a number of at most 64 bits.");
        }
        try {
            return number.toBigInteger().longValueExact();
        } catch (ArithmeticException e) {
            throw new Refusal("'" + function + "' wants a number of at most 64 bits.");
        }
    }

    private static Refusal wrong(JsonNode node, String function) {
        return new Refusal("'" + function + "' wants a number, not " + Texts.kind(node)
                + (node.isString() ? " that is none." : "."));
    }
}
