package dev.landfall.stacktemplates.hcl;

import java.util.regex.Pattern;

/** How wide {@code terraform fmt} takes a text to be: the number of what a reader sees as one character. */
final class Columns {

    private static final Pattern SEEN = Pattern.compile("\\X");

    private Columns() {}

    static int of(String text) {
        return text.chars().allMatch(c -> c < 0x7f)
                ? text.length()
                : (int) SEEN.matcher(text).results().count();
    }
}
