package dev.landfall.stacktemplates.aws;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.Locale;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What AWS takes as tags, and every service of it.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">Tag naming limits</a>
 */
final class TagLimits {

    private static final int MAX_TAGS = 50;

    /** {@code Name} and {@code landfall:install}. */
    private static final int OWN_TAGS = 2;

    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");
    private static final Pattern TAKEN = Pattern.compile("(?:aws|landfall):.*|name");

    private TagLimits() {}

    static void check(SortedMap<String, String> tags, Location at, Problems problems) {
        if (tags.size() + OWN_TAGS > MAX_TAGS) {
            problems.add(
                    at,
                    "The stack has " + (tags.size() + OWN_TAGS) + " tags; AWS takes " + MAX_TAGS + ". Take some away.");
        }
        tags.forEach((key, value) -> {
            if (TAKEN.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
                problems.add(at, "The tag '" + key + "' is set by AWS or by the stack itself. Rename it.");
            } else if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
                problems.add(
                        at,
                        "The tag '" + key + "' is none of AWS's: a name has 1 to 128 and a value at most 256 letters,"
                                + " digits, spaces and _.:/=+-@.");
            }
        });
    }
}
