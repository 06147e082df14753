package dev.landfall.formats.template;

import tools.jackson.databind.JsonNode;

/**
 * A function that templates may call; it does what its namesake in Go's text/template or in sprig does.
 *
 * @param least how many arguments it needs, the piped one counted
 * @param most how many it takes
 */
record TemplateFunction(String name, int least, int most, Body body) {

    /** Arguments without an end. */
    static final int ANY = 1_000;

    /** What the function does. */
    @FunctionalInterface
    interface Body {

        /**
         * Computes the value.
         *
         * @throws Refusal for arguments that it cannot take
         */
        JsonNode apply(Arguments arguments);
    }

    static TemplateFunction of(String name, int arguments, Body body) {
        return new TemplateFunction(name, arguments, arguments, body);
    }

    /** The number of arguments in words. */
    String arity() {
        if (most == ANY) {
            return least + " or more arguments";
        }
        return (least == most ? String.valueOf(least) : least + " to " + most) + " argument(s)";
    }
}
