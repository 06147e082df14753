package dev.landfall.formats.hcl;

import java.util.Optional;

/**
 * Checks texts in HCL's native syntax, as its specification and Terraform's own reader have it: attributes, blocks, expressions, templates,
 * heredocs. One fault is told for each text. Templates of another kind in the text are hidden from it by {@link #HIDDEN}.
 */
public final class Hcl {

    /**
     * Stands for each character of a placeholder that is filled in before Terraform reads the text. It is taken for a value, a name, a part of one,
     * or a line.
     */
    public static final char HIDDEN = '\uE000';

    private Hcl() {}

    /**
     * What is wrong.
     *
     * @param offset of the character at fault
     * @param message a sentence
     */
    public record Fault(int offset, String message) {}

    /** Of a file with attributes and blocks, such as a module's. */
    public static Optional<Fault> ofBody(String text) {
        return fault(text, false, true);
    }

    /** Of a tfvars file: attributes whose values use no variable and call no function. */
    public static Optional<Fault> ofValues(String text) {
        return fault(text, true, true);
    }

    /** Of a single expression. */
    public static Optional<Fault> ofExpression(String text) {
        return fault(text, false, false);
    }

    private static Optional<Fault> fault(String text, boolean values, boolean body) {
        var tokens = new Tokens(text);
        var expressions = new Expressions(tokens, values);
        try {
            if (body) {
                new Bodies(tokens, expressions, values).file();
            } else {
                expressions.whole();
            }
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(new Fault(Math.min(e.offset(), text.length()), e.told()));
        }
    }
}
