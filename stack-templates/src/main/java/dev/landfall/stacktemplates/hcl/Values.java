package dev.landfall.stacktemplates.hcl;

import dev.landfall.stacktemplates.hcl.Expression.Call;
import dev.landfall.stacktemplates.hcl.Expression.Code;
import dev.landfall.stacktemplates.hcl.Expression.Lines;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.hcl.Expression.Template;
import dev.landfall.stacktemplates.hcl.Expression.Text;
import dev.landfall.stacktemplates.hcl.Expression.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions as text; what follows their first line is indented. */
final class Values {

    private static final int MAX_LINE = 120;
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** They would not be read as a key, or not by everybody. */
    private static final Set<String> WORDS = Set.of("for", "if", "in", "true", "false", "null");

    private Values() {}

    /** The value of an attribute or member with this name. */
    static String ofAttribute(Expression value, int indent, String name) {
        if (value instanceof Lines(String text) && Heredoc.holds(text)) {
            return Heredoc.of(text, indent);
        }
        return of(value, indent, indent + name.length() + 3);
    }

    private static String of(Expression expression, int indent, int column) {
        return switch (expression) {
            case Text(String value) -> Quoted.of(value);
            case Lines(String value) -> Quoted.of(value);
            case Code(String code) -> code;
            case Template(var parts) -> template(parts);
            case Tuple(var elements) -> tuple(elements, indent, column);
            case Members members -> members(members, indent);
            case Call(String function, var arguments) -> call(function, arguments, indent, column);
        };
    }

    private static String template(List<Expression> parts) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Text(String value)) {
                boolean beforeValue = i + 1 < parts.size() && !(parts.get(i + 1) instanceof Text);
                out.append(Quoted.inner(value, beforeValue));
            } else {
                out.append("${").append(of(parts.get(i), 0, 0)).append('}');
            }
        }
        return out.append('"').toString();
    }

    private static String tuple(List<Expression> elements, int indent, int column) {
        var inline =
                elements.stream().map(element -> of(element, indent, 0)).collect(Collectors.joining(", ", "[", "]"));
        if (inline.indexOf('\n') < 0 && column + inline.length() <= MAX_LINE) {
            return inline;
        }
        var pad = " ".repeat(indent + 2);
        return elements.stream()
                .map(element -> pad + of(element, indent + 2, indent + 2) + ",\n")
                .collect(Collectors.joining("", "[\n", " ".repeat(indent) + "]"));
    }

    private static String members(Members object, int indent) {
        if (object.members().isEmpty()) {
            return "{}";
        }
        var rows = new ArrayList<Printer.Row>();
        for (var member : object.members()) {
            var key = key(member.key());
            rows.add(new Printer.Row(key, ofAttribute(member.value(), indent + 2, key)));
        }
        var out = new StringBuilder("{\n");
        Printer.Row.write(rows, indent + 2, out);
        return out.append(" ".repeat(indent)).append('}').toString();
    }

    private static String key(String key) {
        return BARE_KEY.matcher(key).matches() && !WORDS.contains(key) ? key : Quoted.of(key);
    }

    private static String call(String function, List<Expression> arguments, int indent, int column) {
        int inner = column + function.length() + 1;
        return arguments.stream()
                .map(argument -> of(argument, indent, inner))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }
}
