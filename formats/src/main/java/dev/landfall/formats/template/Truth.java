package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** What {@code if}, {@code and}, {@code default} take for true: all but null, {@code ""}, 0, false and what has no elements. */
final class Truth {

    private Truth() {}

    static boolean of(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> false;
            case STRING -> !node.stringValue().isEmpty();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> isNotZero(node);
            case ARRAY, OBJECT -> !node.isEmpty();
            case BINARY, POJO -> true;
        };
    }

    /** Not by its decimal value where JSON holds more than a number can be. */
    private static boolean isNotZero(JsonNode number) {
        if (number.isDouble()) {
            return number.doubleValue() != 0;
        }
        return number.decimalValue().signum() != 0;
    }
}
