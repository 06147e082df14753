package dev.landfall.stacktemplates.hcl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What stands in a file or a block, in order: attributes, blocks, comments. Blocks and comments get an empty line before them by
 * themselves; {@link #gap()} makes one between attributes. Not thread-safe.
 */
public final class Body {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private final List<Item> items = new ArrayList<>();

    /** Something in a body. */
    sealed interface Item {}

    record Attribute(String name, Expression value) implements Item {}

    record Block(String type, List<String> labels, Body body) implements Item {}

    record Comment(List<String> lines) implements Item {}

    record Gap() implements Item {}

    public Body set(String name, Expression value) {
        items.add(new Attribute(named(name), value));
        return this;
    }

    public Body set(String name, String text) {
        return set(name, Expression.text(text));
    }

    public Body set(String name, long number) {
        return set(name, Expression.number(number));
    }

    public Body set(String name, boolean truth) {
        return set(name, Expression.truth(truth));
    }

    /** A block without labels, filled by {@code content}. */
    public Body block(String type, Consumer<Body> content) {
        return block(type, List.of(), content);
    }

    /** A block with labels, such as {@code resource "aws_vpc" "this"}. */
    public Body block(String type, List<String> labels, Consumer<Body> content) {
        var body = new Body();
        content.accept(body);
        items.add(new Block(named(type), List.copyOf(labels), body));
        return this;
    }

    /** Each line becomes one that begins with {@code #}. */
    public Body comment(String... lines) {
        items.add(new Comment(
                Arrays.stream(lines).flatMap(String::lines).map(String::strip).toList()));
        return this;
    }

    public Body gap() {
        items.add(new Gap());
        return this;
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** The text of a file; lines end with {@code \n}. */
    public String text() {
        var out = new StringBuilder();
        new Printer(out).body(this, 0);
        return out.toString();
    }

    List<Item> items() {
        return items;
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name in HCL: " + name);
        }
        return name;
    }
}
