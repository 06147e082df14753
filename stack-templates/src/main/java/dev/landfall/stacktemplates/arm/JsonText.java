package dev.landfall.stacktemplates.arm;

import java.util.List;
import java.util.Map;

/** Writes JSON for people, with two spaces: objects as maps in their order, arrays as lists, and what they hold. */
public final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    public static String write(Map<String, ?> object) {
        var text = new JsonText();
        text.value(object, 0);
        return text.out.append('\n').toString();
    }

    private void value(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> out.append("{}");
            case Map<?, ?> map -> {
                var separator = "{\n";
                for (var entry : map.entrySet()) {
                    out.append(separator).append("  ".repeat(depth + 1));
                    string(entry.getKey().toString());
                    out.append(": ");
                    value(entry.getValue(), depth + 1);
                    separator = ",\n";
                }
                out.append('\n').append("  ".repeat(depth)).append('}');
            }
            case List<?> list when list.isEmpty() -> out.append("[]");
            case List<?> list -> {
                var separator = "[\n";
                for (var each : list) {
                    out.append(separator).append("  ".repeat(depth + 1));
                    value(each, depth + 1);
                    separator = ",\n";
                }
                out.append('\n').append("  ".repeat(depth)).append(']');
            }
            case String text -> string(text);
            default -> out.append(value);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            var at = text.charAt(i);
            switch (at) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(at < ' ' ? String.format("\\u%04x", (int) at) : String.valueOf(at));
            }
        }
        out.append('"');
    }
}
