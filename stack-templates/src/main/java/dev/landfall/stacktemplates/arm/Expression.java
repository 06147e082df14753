package dev.landfall.stacktemplates.arm;

import java.util.ArrayList;
import java.util.List;

/** A value in a template, known or computed when it is deployed. */
public sealed interface Expression {

    record Text(String value) implements Expression {}

    record Whole(long value) implements Expression {}

    record Flag(boolean value) implements Expression {}

    /** An object; its members stay in this order. */
    record Members(List<Member> members) implements Expression {

        public Members {
            members = List.copyOf(members);
        }
    }

    /**
     * @param key {@link Text}, or {@link Joined} where it is computed
     */
    record Member(Expression key, Expression value) {}

    record Items(List<Expression> items) implements Expression {

        public Items {
            items = List.copyOf(items);
        }
    }

    record Parameter(String name) implements Expression {}

    record Variable(String name) implements Expression {}

    /** Id of a resource of the template, by its symbol. */
    record IdOf(String resource) implements Expression {}

    /** What Azure says of a resource of the template once it is there. */
    record Properties(String resource) implements Expression {}

    record Property(Expression of, String name) implements Expression {}

    record Call(String function, List<Expression> given) implements Expression {

        public Call {
            given = List.copyOf(given);
        }
    }

    /** Text of parts. */
    record Joined(List<Expression> parts) implements Expression {

        public Joined {
            parts = List.copyOf(parts);
        }
    }

    record Choice(Expression test, Expression yes, Expression no) implements Expression {}

    record Not(Expression of) implements Expression {}

    static Expression text(String value) {
        return new Text(value);
    }

    static Expression number(long value) {
        return new Whole(value);
    }

    static Expression flag(boolean value) {
        return new Flag(value);
    }

    /** Keys and values in turn. */
    static Members object(Object... keysAndValues) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            members.add(new Member(of(keysAndValues[i]), of(keysAndValues[i + 1])));
        }
        return new Members(members);
    }

    static Items list(Object... values) {
        return new Items(all(values));
    }

    static Expression call(String function, Object... given) {
        return new Call(function, all(given));
    }

    /** Texts and what stands between them. */
    static Expression join(Object... parts) {
        return new Joined(all(parts));
    }

    /** A property of this. */
    default Expression property(String name) {
        return new Property(this, name);
    }

    /** A property of what Azure says of a resource. */
    static Expression of(String resource, String property) {
        return new Property(new Properties(resource), property);
    }

    /** A text, whole number, truth or expression as an expression. */
    static Expression of(Object value) {
        return switch (value) {
            case Expression expression -> expression;
            case String text -> new Text(text);
            case Integer number -> new Whole(number);
            case Boolean flag -> new Flag(flag);
            default -> throw new IllegalArgumentException("Not a value of a template: " + value);
        };
    }

    private static List<Expression> all(Object... values) {
        var found = new ArrayList<Expression>();
        for (var value : values) {
            found.add(of(value));
        }
        return found;
    }
}
