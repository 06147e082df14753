package dev.landfall.protocol.id;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/** The characters that an identifier may have, so that it is a key in every store and a segment in every URL. */
final class IdForm {

    /** Longest identifier, in characters. */
    static final int MAX_LENGTH = 120;

    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");
    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z0-9_-]{1,60}\\.[A-Za-z0-9_-]{1,59}");

    private IdForm() {}

    static void require(String value, String what) {
        check(SIMPLE, "letters, digits, '_' and '-'", value, what);
    }

    static void requireQualified(String value, String what) {
        check(QUALIFIED, "two of letters, digits, '_' and '-' with a '.' between them", value, what);
    }

    static String partitionOf(String qualified) {
        return qualified.substring(0, qualified.indexOf('.'));
    }

    private static void check(Pattern form, String described, String value, String what) {
        if (value == null || !form.matcher(value).matches()) {
            throw LandfallException.invalid("'" + abbreviate(value) + "' is not " + what
                    + ": use the id as Landfall printed it (" + described + ").");
        }
    }

    private static String abbreviate(String value) {
        return value == null || value.length() <= 40 ? String.valueOf(value) : value.substring(0, 40) + "…";
    }
}
