package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** How values look in a text, and what they are called in messages. */
final class Texts {

    /** How a reference to a secret begins; its value is known only where the job runs. */
    static final String SECRET_START = "${secret:";

    private Texts() {}

    /** Texts, numbers and booleans as they are, lists and tables as JSON. Null has no text. */
    static String of(JsonNode node) {
        if (node.isNull()) {
            throw new Refusal("It has no value (null). Give it one, or write | default \"…\".");
        }
        return node.isContainer() ? node.toString() : node.asString();
    }

    static boolean holdsSecret(String text) {
        return text.contains(SECRET_START);
    }

    /** With its article: {@code a text}. */
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list";
            case OBJECT -> "a table";
            case NULL, MISSING -> "null";
            case BINARY, POJO -> "something unknown";
        };
    }
}
