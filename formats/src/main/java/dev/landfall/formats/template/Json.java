package dev.landfall.formats.template;

import java.math.BigDecimal;
import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the values that functions return. */
final class Json {

    private Json() {}

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    static JsonNode truth(boolean truth) {
        return JsonNodeFactory.instance.booleanNode(truth);
    }

    static JsonNode number(long number) {
        return JsonNodeFactory.instance.numberNode(number);
    }

    /** Without zeros at its end. */
    static JsonNode number(BigDecimal number) {
        var plain = number.stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    static JsonNode list(Collection<? extends JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    static JsonNode texts(Collection<String> texts) {
        return list(texts.stream().map(Json::text).toList());
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
