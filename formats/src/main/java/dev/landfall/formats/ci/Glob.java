package dev.landfall.formats.ci;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over names with {@code /}: in a segment {@code *} is any run of characters, {@code ?} any one, {@code [a-z]} and {@code [!a-z]} one of
 * a set (as Python's fnmatch); a segment {@code **} is any number of segments, also none. Time grows with the product of both lengths
 * at most.
 */
public final class Glob {

    /** Longer patterns are refused where they are read. */
    static final int MAX_LENGTH = 500;

    private final List<String> segments;

    private Glob(List<String> segments) {
        this.segments = segments;
    }

    public static Glob of(String pattern) {
        return new Glob(List.of(pattern.split("/", -1)));
    }

    /** Whether the whole path fits. */
    public boolean matches(String path) {
        var names = List.of(path.split("/", -1));
        var reachable = new boolean[names.size() + 1];
        reachable[0] = true;
        for (var segment : segments) {
            reachable = segment.equals("**") ? anyNumber(reachable) : one(reachable, segment, names);
        }
        return reachable[names.size()];
    }

    private static boolean[] anyNumber(boolean[] before) {
        var after = before.clone();
        for (var i = 1; i < after.length; i++) {
            after[i] |= after[i - 1];
        }
        return after;
    }

    private static boolean[] one(boolean[] before, String segment, List<String> names) {
        var after = new boolean[before.length];
        for (var i = 0; i < names.size(); i++) {
            after[i + 1] = before[i] && fits(segment, names.get(i));
        }
        return after;
    }

    private static boolean fits(String pattern, String name) {
        var reachable = new boolean[name.length() + 1];
        reachable[0] = true;
        for (var token : tokens(pattern)) {
            reachable = token.equals("*") ? anyNumber(reachable) : character(reachable, token, name);
        }
        return reachable[name.length()];
    }

    private static boolean[] character(boolean[] before, String token, String name) {
        var after = new boolean[before.length];
        for (var i = 0; i < name.length(); i++) {
            after[i + 1] = before[i] && accepts(token, name.charAt(i));
        }
        return after;
    }

    private static boolean accepts(String token, char c) {
        if (token.length() == 1) {
            return token.equals("?") || token.charAt(0) == c;
        }
        var negated = token.charAt(1) == '!';
        var from = negated ? 2 : 1;
        var inside = false;
        for (var i = from; i < token.length() - 1; i++) {
            if (i + 2 < token.length() - 1 && token.charAt(i + 1) == '-') {
                inside |= token.charAt(i) <= c && c <= token.charAt(i + 2);
                i += 2;
            } else {
                inside |= token.charAt(i) == c;
            }
        }
        return inside != negated;
    }

    /** Single characters and whole sets; a bracket that is never closed stands for itself. */
    private static List<String> tokens(String pattern) {
        var tokens = new ArrayList<String>();
        for (var i = 0; i < pattern.length(); i++) {
            var close = pattern.charAt(i) == '[' ? pattern.indexOf(']', i + (pattern.startsWith("[!", i) ? 3 : 2)) : -1;
            if (close > 0) {
                tokens.add(pattern.substring(i, close + 1));
                i = close;
            } else {
                tokens.add(pattern.substring(i, i + 1));
            }
        }
        return tokens;
    }
}
