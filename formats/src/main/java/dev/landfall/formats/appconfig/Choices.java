package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields that take one of a few words. */
final class Choices {

    private Choices() {}

    /** The meaning of a word that must be there. Empty after a problem. */
    static <T> Optional<T> required(
            Section section, String key, String what, Collection<String> words, Function<String, Optional<T>> meaning) {
        var text = section.requiredText(key);
        return text.isBlank() ? Optional.empty() : meaning(section, key, what, words, meaning, text);
    }

    /** The meaning of a word that may be left out or empty. */
    static <T> Optional<T> optional(
            Section section, String key, String what, Collection<String> words, Function<String, Optional<T>> meaning) {
        return section.text(key)
                .filter(text -> !text.isBlank())
                .flatMap(text -> meaning(section, key, what, words, meaning, text));
    }

    private static <T> Optional<T> meaning(
            Section section,
            String key,
            String what,
            Collection<String> words,
            Function<String, Optional<T>> meaning,
            String text) {
        var found = meaning.apply(text);
        if (found.isEmpty()) {
            section.problem(key, "'" + text + "' is not a " + what + Nearest.hint(text, words));
        }
        return found;
    }
}
