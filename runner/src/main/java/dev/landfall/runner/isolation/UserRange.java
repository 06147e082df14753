package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * User ids that jobs run under, one each, with the group id of the same number. Nothing else on the machine may use them.
 *
 * @param first at least {@value #LOWEST}
 * @param last not before the first
 */
public record UserRange(int first, int last) {

    /** 256 of the ids that neither adduser nor systemd give away. */
    public static final UserRange USUAL = new UserRange(61_000_000, 61_000_255);

    private static final int LOWEST = 1000;
    private static final int HIGHEST = 2_000_000_000;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})-([0-9]{1,10})");

    public UserRange {
        if (first < LOWEST || last < first || last > HIGHEST) {
            throw LandfallException.invalid("The user ids of jobs are " + first + "-" + last + ": use FIRST-LAST from "
                    + LOWEST + " to " + HIGHEST + ", such as " + 61_000_000 + "-" + 61_000_255 + ".");
        }
    }

    /** @throws LandfallException INVALID when it is not {@code FIRST-LAST} */
    public static UserRange parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw LandfallException.invalid("'" + text + "' is no range of user ids: write FIRST-LAST.");
        }
        try {
            return new UserRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } catch (NumberFormatException e) {
            throw LandfallException.invalid("'" + text + "' is no range of user ids: the numbers are too large.");
        }
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
