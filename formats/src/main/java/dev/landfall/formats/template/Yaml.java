package dev.landfall.formats.template;

import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;

/** YAML in block style with sorted keys, without a line feed at its end, as sprig's {@code toYaml} in Helm writes it. */
final class Yaml {

    private static final int MAX_WIDTH = 1 << 20;

    private Yaml() {}

    static String of(JsonNode node) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(MAX_WIDTH)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(plain(node)).stripTrailing();
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var map = new TreeMap<String, @Nullable Object>();
                node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                node.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case NUMBER -> node.isIntegralNumber() ? (Object) node.bigIntegerValue() : (Object) node.doubleValue();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
