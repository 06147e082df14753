package dev.landfall.integration.iam;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * A statement's element such as {@code Action} with its patterns, or its opposite such as {@code NotAction}, which is about
 * everything else.
 *
 * @param except whether it is the opposite
 */
record Names(boolean except, List<String> patterns) {

    /** What a statement without the element has: everything. */
    static final Names ALL = new Names(false, List.of("*"));

    Names {
        patterns = List.copyOf(patterns);
    }

    boolean include(String name, BiPredicate<String, String> matches) {
        return except != patterns.stream().anyMatch(pattern -> matches.test(pattern, name));
    }
}
