package dev.landfall.controlplane.org;

import dev.landfall.controlplane.http.NearestName;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names that people give: 1 to 60 of letters, digits, {@code -} and {@code _}, so that they are keys of every store and
 * segments of addresses and of secret paths. A name never looks like an id, so that either may stand in an address.
 */
public final class Name {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final Pattern ID_FORM = Pattern.compile("(org|app|in|pr|pool|rn|tok)_[0-9a-z]{16}");

    private Name() {}

    /**
     * @param what the noun, for the message
     * @throws LandfallException INVALID when it is missing or not a name
     */
    public static String require(@Nullable String name, String what) {
        if (name == null) {
            throw LandfallException.invalid("The " + what + " needs a name.");
        }
        if (!FORM.matcher(name).matches() || ID_FORM.matcher(name).matches()) {
            throw LandfallException.invalid(
                    "'" + NearestName.shown(name) + "' is no name for a " + what
                            + ": use 1 to 60 letters, digits, '-' and '_', starting with a letter or digit, and not the form of an id.");
        }
        return name;
    }
}
