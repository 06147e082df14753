package dev.landfall.stacktemplates.cloudformation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes trees as YAML that YAML 1.1 and 1.2 read alike: text that could be taken for anything else is quoted, text of several
 * lines stands as it is.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a>
 */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(?:(?: |::?)[A-Za-z0-9_./()-]+)*");
    private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    private static final Pattern LITERAL = Pattern.compile("[^ \\n][\\x20-\\x7e\\n]*[^ \\n]\\n?");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    static String of(Entries tree) {
        var yaml = new YamlText();
        yaml.mapping(tree, 0);
        return yaml.out.toString();
    }

    private void mapping(Map<?, ?> mapping, int indent) {
        mapping.forEach((key, value) -> {
            pad(indent);
            out.append(scalar(String.valueOf(key))).append(':');
            value(value, indent);
        });
    }

    private void sequence(List<?> sequence, int indent) {
        for (var element : sequence) {
            pad(indent);
            out.append('-');
            element(element, indent);
        }
    }

    /** After a key: on the same line what fits there, else below. */
    private void value(Object value, int indent) {
        switch (value) {
            case Tag tag -> tagged(tag, indent);
            case Map<?, ?> mapping when mapping.isEmpty() -> out.append(" {}\n");
            case Map<?, ?> mapping -> {
                out.append('\n');
                mapping(mapping, indent + 2);
            }
            case List<?> sequence when sequence.isEmpty() -> out.append(" []\n");
            case List<?> sequence -> {
                // a dash needs no indentation of its own below a key
                out.append('\n');
                sequence(sequence, indent);
            }
            default -> text(value, indent + 2);
        }
    }

    /** After the dash of a sequence: a mapping or sequence begins on the same line. */
    private void element(Object element, int indent) {
        if (element instanceof Tag) {
            value(element, indent + 2);
            return;
        }
        boolean nested = (element instanceof Map<?, ?> mapping && !mapping.isEmpty())
                || (element instanceof List<?> list && !list.isEmpty());
        if (!nested) {
            value(element, indent);
            return;
        }
        int start = out.length();
        if (element instanceof Map<?, ?> mapping) {
            mapping(mapping, indent + 2);
        } else if (element instanceof List<?> list) {
            sequence(list, indent + 2);
        }
        // the first entry's own padding becomes the blank after the dash
        out.delete(start, start + indent + 1);
    }

    private void tagged(Tag tag, int indent) {
        out.append(' ').append(tag.name());
        value(tag.value(), indent);
    }

    private void text(Object value, int indent) {
        if (value instanceof Integer || value instanceof Boolean) {
            out.append(' ').append(value).append('\n');
            return;
        }
        var text = String.valueOf(value);
        if (text.contains("\n") && LITERAL.matcher(text).matches()) {
            out.append(text.endsWith("\n") ? " |\n" : " |-\n");
            text.lines().forEach(line -> {
                pad(line.isEmpty() ? 0 : indent);
                out.append(line).append('\n');
            });
        } else {
            out.append(' ').append(scalar(text)).append('\n');
        }
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        if (text.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != 0x85 && c != 0xfeff)) {
            return "'" + text.replace("'", "''") + "'";
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || c == 0x7f || c == 0x85 || c == 0xfeff) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private void pad(int indent) {
        out.append(" ".repeat(indent));
    }
}
