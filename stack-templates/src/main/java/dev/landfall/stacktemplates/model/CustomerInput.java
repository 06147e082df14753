package dev.landfall.stacktemplates.model;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that the customer gives as a parameter of the stack; it reaches the control plane by phone home. A sensitive one is no
 * input but a {@link CustomerSecret}.
 *
 * @param name 1 to 64 of letters, digits, {@code _} and {@code -}, a letter first
 * @param title for people
 * @param description for people
 * @param defaultValue as text, JSON for lists and objects; null when there is none
 * @param required the customer cannot leave it empty
 * @param at where the vendor wrote it
 */
public record CustomerInput(
        String name,
        String title,
        String description,
        Type type,
        @Nullable String defaultValue,
        boolean required,
        Location at) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** What values an input takes. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** Texts, separated by commas where the language has no lists. */
        LIST,
        /** JSON text. */
        JSON
    }

    public CustomerInput {
        if (name == null || !NAME.matcher(name).matches()) {
            throw LandfallException.invalid(at + ": '" + name
                    + "' cannot be the name of an input: use up to 64 letters, digits, '_' and '-', a letter first.");
        }
    }
}
