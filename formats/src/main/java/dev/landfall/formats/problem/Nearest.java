package dev.landfall.formats.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what somebody probably meant to write. */
public final class Nearest {

    private static final int MAX_WORD = 80;
    private static final int MAX_LISTED = 15;

    private Nearest() {}

    /** The known word with the fewest edits, if it is near enough to be a slip of the keyboard. */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > MAX_WORD) {
            return Optional.empty();
        }
        var lower = word.toLowerCase(Locale.ROOT);
        var most = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= most)
                .map(candidate -> new Candidate(candidate, edits(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.edits <= most)
                .min(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::word))
                .map(Candidate::word);
    }

    /** The end of a sentence that helps: {@code ; did you mean 'x'?}, or the list of what is known. */
    public static String hint(String word, Collection<String> known) {
        var nearest = to(word, known);
        if (nearest.isPresent()) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        if (known.isEmpty()) {
            return "; there are none";
        }
        var listed = known.stream().sorted().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return "; known: " + listed + (known.size() > MAX_LISTED ? ", …" : "");
    }

    private record Candidate(String word, int edits) {}

    /** Levenshtein distance with neighbouring letters swapped counted as one edit. */
    private static int edits(String a, String b) {
        if (b.length() > MAX_WORD) {
            return Integer.MAX_VALUE;
        }
        var table = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 ? j : j == 0 ? i : cheapest(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cheapest(int[][] table, String a, String b, int i, int j) {
        var same = a.charAt(i - 1) == b.charAt(j - 1);
        var best = Math.min(Math.min(table[i - 1][j], table[i][j - 1]) + 1, table[i - 1][j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
