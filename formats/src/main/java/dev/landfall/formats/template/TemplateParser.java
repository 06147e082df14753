package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a whole text. After a mistake it goes on behind the next closing braces, so that all mistakes are found. */
final class TemplateParser {

    private static final Set<String> ROOTS = Set.of("nuon", "landfall");
    private static final Set<String> CONTROL =
            Set.of("if", "else", "end", "range", "with", "define", "template", "block", "break", "continue");

    private final String text;
    private final Places places;
    private final Problems problems;
    private final List<Part> parts = new ArrayList<>();

    TemplateParser(String text, Places places, Problems problems) {
        this.text = text;
        this.places = places;
        this.problems = problems;
    }

    List<Part> parse() {
        var from = 0;
        var trimsNext = false;
        for (var open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            var trimsBefore = text.startsWith("{{-", open)
                    && open + 3 < text.length()
                    && Character.isWhitespace(text.charAt(open + 3));
            addText(text.substring(from, open), trimsNext, trimsBefore);
            var inside = open + (trimsBefore ? 3 : 2);
            var closed = isComment(inside) ? comment(open, inside) : placeholder(open, inside);
            if (closed.isEmpty()) {
                return parts;
            }
            from = closed.get().offset;
            trimsNext = closed.get().trims;
        }
        addText(text.substring(from), trimsNext, false);
        return parts;
    }

    /** Where a placeholder ended. */
    private record Closed(int offset, boolean trims) {}

    private void addText(String between, boolean trimStart, boolean trimEnd) {
        var kept = trimStart ? between.stripLeading() : between;
        kept = trimEnd ? kept.stripTrailing() : kept;
        if (!kept.isEmpty()) {
            parts.add(new Part.Text(kept));
        }
    }

    private boolean isComment(int inside) {
        return text.startsWith("/*", inside) || text.startsWith(" /*", inside);
    }

    private Optional<Closed> comment(int open, int inside) {
        var end = text.indexOf("*/", inside);
        if (end >= 0 && text.startsWith("}}", end + 2)) {
            return Optional.of(new Closed(end + 4, false));
        }
        if (end >= 0 && text.startsWith(" -}}", end + 2)) {
            return Optional.of(new Closed(end + 6, true));
        }
        problems.add(places.at(open), "The comment is not closed: write */}} at its end.");
        return end < 0 ? Optional.empty() : recovered(end);
    }

    private Optional<Closed> placeholder(int open, int inside) {
        var tokens = new TokenReader(text, inside);
        var commands = new ArrayList<Part.Command>();
        var words = new ArrayList<Token>();
        while (true) {
            var token = tokens.next();
            switch (token) {
                case Token.Bad bad -> {
                    problems.add(places.at(open), bad.message());
                    return recovered(tokens.offset());
                }
                case Token.Pipe pipe -> {
                    command(words, commands, places.at(open));
                    words.clear();
                }
                case Token.End end -> {
                    var at = places.at(open);
                    command(words, commands, at);
                    parts.add(new Part.Placeholder(commands, at));
                    return Optional.of(new Closed(tokens.offset(), end.trims()));
                }
                case Token.Path path -> words.add(path);
                case Token.Value value -> words.add(value);
                case Token.Word word -> words.add(word);
            }
        }
    }

    private Optional<Closed> recovered(int offset) {
        var end = text.indexOf("}}", Math.min(offset, text.length()));
        return end < 0 ? Optional.empty() : Optional.of(new Closed(end + 2, false));
    }

    private void command(List<Token> words, List<Part.Command> commands, Location at) {
        if (words.isEmpty()) {
            problems.add(at, "The placeholder is empty here; write a path such as .nuon.inputs.inputs.region.");
            return;
        }
        if (words.getFirst() instanceof Token.Word function) {
            call(function.text(), words.subList(1, words.size()), commands, at);
        } else if (words.size() > 1) {
            problems.add(at, "Only a function takes arguments; put '|' between a value and a function.");
        } else if (!commands.isEmpty()) {
            problems.add(at, "A value cannot stand behind '|'; a function must.");
        } else {
            operand(words.getFirst(), at).ifPresent(commands::add);
        }
    }

    private void call(String name, List<Token> words, List<Part.Command> commands, Location at) {
        if (CONTROL.contains(name)) {
            problems.add(at, "'" + name + "' is not supported in templates yet; only values and pipelines are.");
            return;
        }
        var function = TemplateFunction.named(name);
        if (function.isEmpty()) {
            problems.add(at, "'" + name + "' is not a supported function" + Nearest.hint(name, TemplateFunction.NAMES));
            return;
        }
        var arguments = new ArrayList<Part.Operand>();
        words.forEach(word -> operand(word, at).ifPresent(arguments::add));
        var given = words.size() + (commands.isEmpty() ? 0 : 1);
        if (given != function.get().arity()) {
            problems.add(
                    at,
                    "'" + name + "' takes " + function.get().arity() + " argument(s), here it has " + given
                            + " (a value before '|' counts).");
            return;
        }
        commands.add(new Part.Call(function.get(), arguments));
    }

    private Optional<Part.Operand> operand(Token token, Location at) {
        return switch (token) {
            case Token.Value value -> Optional.of(new Part.Literal(value.value()));
            case Token.Path path -> field(path.names(), at);
            case Token.Word word -> {
                problems.add(
                        at,
                        "'" + word.text()
                                + "' is neither a path nor a text: paths start with '.', texts stand in quotes.");
                yield Optional.empty();
            }
            case Token.Pipe pipe -> Optional.empty();
            case Token.End end -> Optional.empty();
            case Token.Bad bad -> Optional.empty();
        };
    }

    private Optional<Part.Operand> field(List<String> names, Location at) {
        if (names.isEmpty() || !ROOTS.contains(names.getFirst())) {
            problems.add(at, "'." + String.join(".", names) + "' does not start with .nuon or .landfall.");
            return Optional.empty();
        }
        return Optional.of(new Part.Field(names.subList(1, names.size())));
    }
}
