package dev.landfall.formats.iam;

import dev.landfall.formats.problem.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The actions of AWS by the prefix of their service, as AWS's service authorization reference had them when the list was made. Read
 * once, when first asked. Thread-safe.
 */
final class KnownActions {

    private static final String RESOURCE = "actions.txt";

    private final Map<String, String> namesByPrefix;

    private KnownActions(Map<String, String> namesByPrefix) {
        this.namesByPrefix = namesByPrefix;
    }

    static KnownActions get() {
        return Holder.ACTIONS;
    }

    private static final class Holder {

        static final KnownActions ACTIONS = read();
    }

    boolean hasService(String prefix) {
        return namesByPrefix.containsKey(prefix.toLowerCase(Locale.ROOT));
    }

    /** The end of a sentence: the service that was probably meant. */
    String serviceHint(String prefix) {
        return Nearest.to(prefix, new TreeSet<>(namesByPrefix.keySet()))
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(".");
    }

    /**
     * Whether any action fits a name, which may have {@code *} and {@code ?}; case does not count.
     *
     * @param prefix a known one
     */
    boolean hasAction(String prefix, String name) {
        if (name.equals("*")) {
            return true;
        }
        var form = name.toLowerCase(Locale.ROOT);
        return names(prefix).stream().anyMatch(known -> fits(form, known.toLowerCase(Locale.ROOT)));
    }

    /** Whether a name fits a form with {@code *} and {@code ?}. Only the last star is ever tried again, so that no form takes long. */
    private static boolean fits(String form, String name) {
        var at = 0;
        var star = -1;
        var resumed = 0;
        for (var i = 0; i < name.length(); ) {
            if (at < form.length() && form.charAt(at) == '*') {
                star = at++;
                resumed = i;
            } else if (at < form.length() && (form.charAt(at) == '?' || form.charAt(at) == name.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resumed;
            } else {
                return false;
            }
        }
        while (at < form.length() && form.charAt(at) == '*') {
            at++;
        }
        return at == form.length();
    }

    Optional<String> nearest(String prefix, String name) {
        return Nearest.to(name, names(prefix));
    }

    private List<String> names(String prefix) {
        var names = namesByPrefix.getOrDefault(prefix.toLowerCase(Locale.ROOT), "");
        return List.of(names.split(" "));
    }

    private static KnownActions read() {
        var byPrefix = new HashMap<String, String>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var space = line.indexOf(' ');
            byPrefix.put(line.substring(0, space), line.substring(space + 1));
        });
        return new KnownActions(byPrefix);
    }

    private static String text() {
        try (InputStream stream = KnownActions.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("The list of IAM actions is missing in the program.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
