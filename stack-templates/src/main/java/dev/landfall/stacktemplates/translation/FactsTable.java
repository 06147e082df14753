package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import dev.landfall.protocol.error.LandfallException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of a facts file; knows which keys were asked for, so that others are mistakes. Not thread-safe. */
final class FactsTable {

    private final String file;
    private final @Nullable TomlTable table;
    private final Location at;
    private final Problems problems;
    private final TreeSet<String> asked = new TreeSet<>();
    private boolean wrong;

    FactsTable(String file, @Nullable TomlTable table, Location at, Problems problems) {
        this.file = file;
        this.table = table;
        this.at = at;
        this.problems = problems;
    }

    Location at() {
        return at;
    }

    boolean isPresent() {
        return table != null;
    }

    /** A table in this one; absent ones have no keys. */
    FactsTable table(String key) {
        asked.add(key);
        var value = value(key);
        if (value != null && !(value instanceof TomlTable)) {
            problems.add(at(key), "'" + key + "' is a table: write [" + key + "].");
        }
        return new FactsTable(file, value instanceof TomlTable inner ? inner : null, at(key), problems);
    }

    Optional<String> text(String key) {
        asked.add(key);
        var value = value(key);
        if (value != null && !(value instanceof String)) {
            problems.add(at(key), "'" + key + "' is a text: put it in quotes.");
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    String required(String key) {
        var text = text(key);
        if (text.isEmpty() && value(key) == null) {
            problems.add(at, "'" + key + "' is missing.");
        }
        return text.orElse("");
    }

    int number(String key, int otherwise) {
        asked.add(key);
        var value = value(key);
        if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        if (value != null) {
            problems.add(at(key), "'" + key + "' is a whole number.");
        }
        return otherwise;
    }

    /** All of it as texts. */
    SortedMap<String, String> texts() {
        var texts = new TreeMap<String, String>();
        keys().forEach(key -> text(key).ifPresent(value -> texts.put(key, value)));
        return texts;
    }

    SortedMap<String, Object> values() {
        var values = new TreeMap<String, Object>();
        keys().forEach(key -> {
            asked.add(key);
            values.put(key, Objects.requireNonNull(value(key)));
        });
        return Collections.unmodifiableSortedMap(values);
    }

    /** What the supplier makes, unless it or what was read before is wrong. */
    <T> Optional<T> make(Supplier<T> value) {
        int before = problems.count();
        try {
            return Optional.of(value.get());
        } catch (LandfallException e) {
            wrong = true;
            if (problems.count() == before) {
                problems.add(at, e.publicMessage());
            }
            return Optional.empty();
        }
    }

    /** After all keys were asked for; where something was wrong, it is not known which these are. */
    void end() {
        if (wrong) {
            return;
        }
        for (var key : keys()) {
            if (!asked.contains(key)) {
                problems.add(at(key), "There is no '" + key + "' here" + Nearest.hint(key, List.copyOf(asked)));
            }
        }
    }

    private List<String> keys() {
        return table == null ? List.of() : table.keySet().stream().sorted().toList();
    }

    private @Nullable Object value(String key) {
        return table == null ? null : table.get(List.of(key));
    }

    private Location at(String key) {
        TomlPosition position = table == null ? null : table.inputPositionOf(List.of(key));
        return position == null ? at : new Location(file, position.line(), position.column());
    }
}
