package dev.landfall.runner.plan;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes sensitive values out of JSON: where Terraform's mask says {@code true}, and wherever a text holds a value that
 * the job got from the secret store.
 */
final class Redaction {

    /** Stands where a value was. */
    static final String SENSITIVE = "(sensitive value)";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Shorter values would tear ordinary texts apart. */
    private static final int MIN_SECRET_CHARACTERS = 4;

    private final List<String> secrets;

    Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= MIN_SECRET_CHARACTERS)
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList();
    }

    /**
     * @param mask Terraform's {@code *_sensitive}: {@code true}, {@code false}, or an object or array of masks in which
     *     what is not sensitive may be missing
     */
    JsonNode masked(JsonNode value, JsonNode mask) {
        if (mask.isBoolean() && mask.booleanValue()) {
            return NODES.stringNode(SENSITIVE);
        }
        if (value.isObject()) {
            var object = NODES.objectNode();
            value.properties()
                    .forEach(member -> object.set(
                            withoutSecrets(member.getKey()), masked(member.getValue(), mask.path(member.getKey()))));
            return object;
        }
        if (value.isArray()) {
            var array = NODES.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                array.add(masked(value.get(i), mask.path(i)));
            }
            return array;
        }
        return value.isString() ? NODES.stringNode(withoutSecrets(value.stringValue())) : value;
    }

    /** As {@link #masked} where nothing is marked. */
    JsonNode unmarked(JsonNode value) {
        return masked(value, NODES.booleanNode(false));
    }

    String withoutSecrets(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, SENSITIVE);
        }
        return clean;
    }
}
