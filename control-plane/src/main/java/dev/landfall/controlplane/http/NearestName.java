package dev.landfall.controlplane.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. */
public final class NearestName {

    private static final int MAX_LENGTH = 60;

    private NearestName() {}

    /** The known name that is at most a third of its length away by edits, if any. */
    public static Optional<String> of(String unknown, Collection<String> known) {
        if (unknown.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> distance(unknown, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code (did you mean 'x'?)} or nothing, to put behind the unknown name. */
    public static String hint(String unknown, Collection<String> known) {
        return of(unknown, known).map(name -> " (did you mean '" + name + "'?)").orElse("");
    }

    /** The text, cut where it is long, without control characters. */
    public static String shown(String text) {
        var cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static int distance(String a, String b) {
        var left = a.toLowerCase(Locale.ROOT);
        var right = b.toLowerCase(Locale.ROOT);
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[right.length()];
    }
}
