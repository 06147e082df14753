package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a value looks inside a text. */
final class TextForm {

    private TextForm() {}

    /** A text node: texts, numbers and booleans as they are, lists and objects as JSON. {@code null} has no text form. */
    static Value of(JsonNode node) {
        if (node.isNull()) {
            return new Value.Missing("It has no value (null). Give it one, or write | default \"…\".");
        }
        var text = node.isContainer() ? node.toString() : node.asString();
        return new Value.Present(JsonNodeFactory.instance.stringNode(text));
    }
}
