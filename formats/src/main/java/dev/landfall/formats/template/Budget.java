package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/** Bounds the work of one rendering, so that no template takes more than about a second or more than some megabytes. */
final class Budget {

    /** Evaluated expressions, and nodes and characters (64 to the step) of what functions made. */
    static final int MAX_STEPS = 2_000_000;

    private static final int CHARACTERS_A_STEP = 64;

    private int left = MAX_STEPS;

    void step() {
        charge(1);
    }

    /** A value that a function made. */
    void made(JsonNode node) {
        if (node.isString()) {
            text(node.stringValue().length());
        } else if (node.isContainer()) {
            step();
            node.forEach(this::made);
        } else {
            step();
        }
    }

    /** A text of this many characters was made. */
    void text(long length) {
        if (length > TemplateEngine.MAX_LENGTH) {
            throw new Refusal("The text grows longer than " + TemplateEngine.MAX_LENGTH + " characters here.");
        }
        charge(1 + (int) length / CHARACTERS_A_STEP);
    }

    private void charge(int steps) {
        left -= steps;
        if (left < 0) {
            throw new Refusal(
                    "The template takes more than " + MAX_STEPS + " steps; look for a loop that is too long.");
        }
    }
}
