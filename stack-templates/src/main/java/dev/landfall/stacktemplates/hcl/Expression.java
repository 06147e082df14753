package dev.landfall.stacktemplates.hcl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in HCL. Texts are taken as they are: nothing in them is a template, and what cannot stand in quotes is escaped. Terraform
 * itself brings texts into Unicode's form NFC.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">HCL's syntax</a>
 */
public sealed interface Expression {

    Expression NULL = new Code("null");

    /** A text in quotes, on one line. */
    record Text(String value) implements Expression {}

    /**
     * A text of several lines, which stands as it is where that can be said: as the value of an attribute, ending with a line end,
     * free of what a heredoc cannot hold. Elsewhere it is in quotes.
     */
    record Lines(String value) implements Expression {}

    /** HCL that is written as it is, on one line: a number, a reference, a condition. */
    record Code(String code) implements Expression {

        public Code {
            if (code.isBlank() || code.lines().count() != 1 || !code.strip().equals(code)) {
                throw new IllegalArgumentException("Not an expression on one line: " + code);
            }
        }
    }

    /** Texts and values in one pair of quotes; each part is a {@link Text} or what is filled in. */
    record Template(List<Expression> parts) implements Expression {

        public Template {
            parts = List.copyOf(parts);
        }
    }

    record Tuple(List<Expression> elements) implements Expression {

        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** An object, one member a line, in the order in which they were given. */
    record Members(List<Member> members) implements Expression {

        public Members {
            members = List.copyOf(members);
        }

        /** With one more member at the end. */
        public Members with(String key, Expression value) {
            var more = new ArrayList<>(members);
            more.add(new Member(key, value));
            return new Members(more);
        }

        public Members with(String key, String text) {
            return with(key, new Text(text));
        }
    }

    record Member(String key, Expression value) {}

    record Call(String function, List<Expression> arguments) implements Expression {

        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    static Expression text(String value) {
        return new Text(value);
    }

    /** A text, or {@code null} without one. */
    static Expression optional(@Nullable String value) {
        return value == null ? NULL : new Text(value);
    }

    static Expression lines(String value) {
        return new Lines(value);
    }

    static Expression number(long value) {
        return new Code(String.valueOf(value));
    }

    static Expression truth(boolean value) {
        return new Code(String.valueOf(value));
    }

    /** HCL as it is, such as {@code var.name}. */
    static Expression code(String code) {
        return new Code(code);
    }

    /** Texts, as {@link String}, and what is filled in, as {@link Expression}; a value alone stands without quotes. */
    static Expression template(Object... parts) {
        var all = Arrays.stream(parts)
                .map(part -> part instanceof Expression expression ? expression : new Text((String) part))
                .filter(part -> !(part instanceof Text(String value) && value.isEmpty()))
                .toList();
        if (all.isEmpty()) {
            return text("");
        }
        return all.size() == 1 ? all.getFirst() : new Template(all);
    }

    /**
     * A text in which what matches the pattern is filled in.
     *
     * @param fill what the match stands for
     */
    static Expression filled(String text, Pattern places, Function<String, Expression> fill) {
        var parts = new ArrayList<>();
        var matcher = places.matcher(text);
        int end = 0;
        while (matcher.find()) {
            parts.add(text.substring(end, matcher.start()));
            parts.add(fill.apply(matcher.group()));
            end = matcher.end();
        }
        parts.add(text.substring(end));
        return template(parts.toArray());
    }

    static Expression tuple(List<? extends Expression> elements) {
        return new Tuple(List.copyOf(elements));
    }

    static Expression texts(List<String> texts) {
        return new Tuple(
                texts.stream().map(Text::new).map(Expression.class::cast).toList());
    }

    /** A list of what each text says in HCL. */
    static Expression codes(List<String> codes) {
        return new Tuple(
                codes.stream().map(Code::new).map(Expression.class::cast).toList());
    }

    static Members object() {
        return new Members(List.of());
    }

    static Members object(String key, Expression value) {
        return object().with(key, value);
    }

    static Members object(String key, String text) {
        return object().with(key, text);
    }

    /** An object of texts, in the map's order. */
    static Members object(Map<String, String> texts) {
        var members = new ArrayList<Member>();
        texts.forEach((key, value) -> members.add(new Member(key, new Text(value))));
        return new Members(members);
    }

    static Expression call(String function, Expression... arguments) {
        return new Call(function, List.of(arguments));
    }
}
