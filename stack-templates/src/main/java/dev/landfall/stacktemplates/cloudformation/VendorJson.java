package dev.landfall.stacktemplates.cloudformation;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** A vendor's JSON document as part of a template. */
final class VendorJson {

    private VendorJson() {}

    static Object tree(JsonNode node) {
        if (node.isObject()) {
            var entries = new Entries();
            node.properties().forEach(field -> entries.put(field.getKey(), tree(field.getValue())));
            return entries;
        }
        if (node.isArray()) {
            var list = new ArrayList<>();
            node.forEach(element -> list.add(tree(element)));
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return Tag.vendorText(node.asString());
    }
}
