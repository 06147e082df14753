package dev.landfall.stacktemplates.model;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * A value that goes from the customer's keyboard, or from the cloud's own random source, straight into the customer's secret store.
 *
 * @param name 1 to 64 of letters, digits, {@code _} and {@code -}, a letter first
 * @param title for people
 * @param description for people
 * @param source who makes the value
 * @param format how the stored text is to be read
 * @param at where the vendor wrote it
 */
public record CustomerSecret(String name, String title, String description, Source source, Format format, Location at) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** Who makes a secret's value. */
    public enum Source {
        /** The customer must type it. */
        REQUIRED,
        /** The customer may type it; without it the secret does not exist. */
        OPTIONAL,
        /** The cloud makes a random one where its language can; it then never changes by itself. */
        GENERATED
    }

    /** How a secret's stored text is to be read. */
    public enum Format {
        TEXT,
        BASE64
    }

    public CustomerSecret {
        if (name == null || !NAME.matcher(name).matches()) {
            throw LandfallException.invalid(at + ": '" + name
                    + "' cannot be the name of a secret: use up to 64 letters, digits, '_' and '-', a letter first.");
        }
    }
}
