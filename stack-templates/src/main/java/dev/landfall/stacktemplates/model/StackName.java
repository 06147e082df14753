package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * With what the names of a stack's resources begin: 3 to {@value #MAX_LENGTH} of a-z, 0-9 and single {@code -}, a letter first. It
 * must differ between the stacks of one account, since names of roles do.
 */
public record StackName(String value) {

    /** Leaves room in a name of 64 characters for {@code -} and a role's name of 31. */
    public static final int MAX_LENGTH = 32;

    private static final Pattern FORM = Pattern.compile("(?=.{3," + MAX_LENGTH + "}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    public StackName {
        if (value == null || !FORM.matcher(value).matches()) {
            throw LandfallException.invalid("'" + value + "' cannot be a stack's name: use 3 to " + MAX_LENGTH
                    + " of a-z, 0-9 and single '-', a letter first.");
        }
    }

    /** {@code NAME-suffix}. */
    public String with(String suffix) {
        return value + "-" + suffix;
    }

    @Override
    public String toString() {
        return value;
    }
}
