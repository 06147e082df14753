package dev.landfall.cli.settings;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The saved servers by name, and which of them is meant when none is named.
 *
 * @param current name of a member of {@code byName}, or null
 */
public record Contexts(@Nullable String current, Map<String, Context> byName) {

    public Contexts {
        byName = Map.copyOf(byName);
    }

    public Optional<String> currentName() {
        return Optional.ofNullable(current).filter(byName::containsKey);
    }

    public Optional<Context> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** With that context added or replaced, and made the current one. */
    public Contexts with(String name, Context context) {
        var all = new TreeMap<>(byName);
        all.put(name, context);
        return new Contexts(name, all);
    }

    /** Without that context; where it was the current one, none is. */
    public Contexts without(String name) {
        var all = new TreeMap<>(byName);
        all.remove(name);
        return new Contexts(name.equals(current) ? null : current, all);
    }

    /** With another current one. */
    public Contexts using(String name) {
        return new Contexts(name, byName);
    }
}
