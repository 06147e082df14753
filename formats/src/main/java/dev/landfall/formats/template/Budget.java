package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** Bounds the work of one rendering, so that no template takes more than about a second or more than some megabytes. */
final class Budget {

    /** Evaluated expressions, and nodes and characters (64 to the step) of what functions read and made. */
    static final int MAX_STEPS = 2_000_000;

    /** Lists and tables in each other: more than any input or output nests, less than what writers of JSON take. */
    private static final int MAX_DEPTH = 200;

    private static final int CHARACTERS_A_STEP = 64;
    private static final int ELEMENTS_A_STEP = 16;

    private int left = MAX_STEPS;

    void step() {
        charge(1);
    }

    /** A value that a function made. */
    void made(JsonNode node) {
        made(node, 0);
    }

    private void made(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refusal("The value nests deeper than " + MAX_DEPTH + " levels here.");
        }
        if (node.isString()) {
            text(node.stringValue().length());
        } else {
            step();
            node.forEach(inner -> made(inner, depth + 1));
        }
    }

    /** A text of this many characters was made. */
    void text(long length) {
        whole(length);
        read(length);
    }

    /** A text of this many characters was gone through. */
    void read(long length) {
        charge(1 + (int) (length / CHARACTERS_A_STEP));
    }

    /** A list or table of this many elements was gone through. */
    void elements(int count) {
        charge(1 + count / ELEMENTS_A_STEP);
    }

    /** The whole text has this many characters by now. */
    void whole(long length) {
        if (length > TemplateEngine.MAX_LENGTH) {
            throw new Refusal("The text grows longer than " + TemplateEngine.MAX_LENGTH + " characters here.");
        }
    }

    private void charge(int steps) {
        left -= steps;
        if (left < 0) {
            throw new Refusal(
                    "The template takes more than " + MAX_STEPS + " steps; look for a loop that is too long.");
        }
    }
}
