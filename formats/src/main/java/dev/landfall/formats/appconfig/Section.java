package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A TOML table whose fields are asked for one by one; {@link #end} reports those that nobody asked for. */
final class Section {

    private static final Pattern DOTLESS = Pattern.compile("\\{\\{\\s*nuon\\.");

    private final SourceText source;
    private final String name;
    private final TomlTable table;
    private final Location at;
    private final Problems problems;
    private final TreeSet<String> known = new TreeSet<>();
    private final Set<String> asked;
    private final Map<String, String> missing = new TreeMap<>();

    /**
     * @param name what to put before a key in messages, with a trailing dot; empty for a whole file
     */
    Section(SourceText source, String name, TomlTable table, Location at, Problems problems) {
        this(source, name, table, at, problems, new TreeSet<>());
    }

    private Section(
            SourceText source, String name, TomlTable table, Location at, Problems problems, Set<String> asked) {
        this.source = source;
        this.name = name;
        this.table = table;
        this.at = at;
        this.problems = problems;
        this.asked = asked;
    }

    /** The keys of this table and of those in it that somebody asked for so far, with the names of their tables before them. */
    Set<String> asked() {
        return Collections.unmodifiableSet(asked);
    }

    String file() {
        return source.path();
    }

    Location at() {
        return at;
    }

    /** Place of a key, or of the section when it is absent. */
    Location at(String key) {
        var position = table.contains(List.of(key)) ? table.inputPositionOf(List.of(key)) : null;
        return position == null ? at : source.at(position);
    }

    boolean has(String key) {
        ask(key);
        return table.contains(List.of(key));
    }

    /** All keys, for tables whose keys are the writer's own. */
    List<String> keys() {
        return table.keySet().stream().sorted().toList();
    }

    void problem(String key, String message) {
        problems.add(at(key), message);
    }

    /** Notes that a key should be there; told by {@link #end} unless the key was merely misspelt. */
    void missing(String key, String message) {
        missing.put(key, message);
    }

    void problemAt(Location place, String message) {
        problems.add(place, message);
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof String text) {
                return Optional.of(text);
            }
            problem(key, "'" + name + key + "' must be text in quotes.");
            return Optional.empty();
        });
    }

    /** A text that is there and not blank; empty text after a problem. */
    String requiredText(String key) {
        if (!has(key)) {
            missing.put(key, "'" + name + key + "' is missing.");
            return "";
        }
        var text = text(key);
        if (text.isPresent() && text.get().isBlank()) {
            problem(key, "'" + name + key + "' is empty.");
        }
        return text.orElse("");
    }

    /** A text that may be a template; empty when absent or after a problem. */
    Optional<ConfigValue> template(String key) {
        return text(key).flatMap(text -> any(key));
    }

    /**
     * A text that describes something and may be a template. A placeholder without its first dot, which Nuon shows as it is, counts as
     * one that has it.
     */
    Optional<ConfigValue> description(String key) {
        return template(key).map(value -> {
            var text = value.value().asString();
            if (!DOTLESS.matcher(text).find()) {
                return value;
            }
            problems.notice(value.at(), "'" + name + key + "': write {{.nuon… with a dot.");
            return TomlValues.read(DOTLESS.matcher(text).replaceAll("{{.nuon."), value.at(), source);
        });
    }

    /** A text that may be a template, is there and is not blank; empty text after a problem. */
    ConfigValue requiredTemplate(String key) {
        requiredText(key);
        return template(key).orElseGet(this::emptyTemplate);
    }

    /** An empty text, for what is missing. */
    ConfigValue emptyTemplate() {
        return TomlValues.read("", at, source);
    }

    /** A list of texts that may be templates. */
    List<ConfigValue> listedTemplates(String key) {
        texts(key);
        return value(key)
                .filter(TomlArray.class::isInstance)
                .map(TomlArray.class::cast)
                .map(array -> IntStream.range(0, array.size())
                        .filter(i -> array.get(i) instanceof String)
                        .mapToObj(i -> TomlValues.read(array.get(i), source.at(array.inputPositionOf(i)), source))
                        .toList())
                .orElse(List.of());
    }

    /** Places in a text of the key; all of them the key's own when the text is written with escapes. */
    Places placesIn(String key, String text) {
        return source.find(text, at(key), text.length())
                .map(start -> Places.of(start, text))
                .orElse(offset -> at(key));
    }

    /** Empty when absent or after a problem. */
    Optional<Boolean> flag(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Boolean flag) {
                return Optional.of(flag);
            }
            problem(key, "'" + name + key + "' must be true or false, without quotes.");
            return Optional.empty();
        });
    }

    /** A whole number within bounds; empty when absent or after a problem. */
    Optional<Integer> integer(String key, int min, int max) {
        return value(key).flatMap(value -> {
            if (value instanceof Long number && number >= min && number <= max) {
                return Optional.of((int) (long) number);
            }
            problem(key, "'" + name + key + "' must be a whole number from " + min + " to " + max + ".");
            return Optional.empty();
        });
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        value(key).ifPresent(value -> {
            if (!(value instanceof TomlArray array)) {
                problem(key, "'" + name + key + "' must be a list of texts: [\"a\", \"b\"].");
                return;
            }
            for (var i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof String text) {
                    texts.add(text);
                } else {
                    problems.add(source.at(array.inputPositionOf(i)), "'" + name + key + "' must hold texts only.");
                }
            }
        });
        return texts;
    }

    /** Whether the key holds tables, and not a single value. */
    boolean isTables(String key) {
        var value = table.get(List.of(key));
        return value instanceof TomlArray || value instanceof TomlTable;
    }

    Optional<Section> section(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof TomlTable inner) {
                return Optional.of(inner(key, inner, at(key)));
            }
            problem(key, "'" + name + key + "' must be a table: [" + name + key + "].");
            return Optional.empty();
        });
    }

    /** The tables of {@code [[key]]}; a single {@code [key]} counts as one. */
    List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        value(key).ifPresent(value -> {
            switch (value) {
                case TomlTable inner -> sections.add(inner(key, inner, at(key)));
                case TomlArray array -> elements(key, array, sections);
                default -> problem(key, "'" + name + key + "' must be tables: [[" + name + key + "]].");
            }
        });
        return sections;
    }

    private void elements(String key, TomlArray array, List<Section> sections) {
        for (var i = 0; i < array.size(); i++) {
            var place = source.at(array.inputPositionOf(i));
            if (array.get(i) instanceof TomlTable inner) {
                sections.add(inner(key, inner, place));
            } else {
                problems.add(place, "'" + name + key + "' must be tables: [[" + name + key + "]].");
            }
        }
    }

    /** A value of any type; empty when absent. */
    Optional<ConfigValue> any(String key) {
        return value(key).map(value -> TomlValues.read(value, at(key), source));
    }

    /** A table of values of any type. */
    SortedMap<String, ConfigValue> values(String key) {
        var values = new TreeMap<String, ConfigValue>();
        section(key)
                .ifPresent(inner ->
                        inner.keys().forEach(name -> inner.any(name).ifPresent(value -> values.put(name, value))));
        return values;
    }

    /** A table of texts that may be templates, such as an environment; numbers and booleans count as their text. */
    SortedMap<String, ConfigValue> templates(String key) {
        var values = values(key);
        values.entrySet().removeIf(entry -> {
            var wrong = entry.getValue().value().isContainer();
            if (wrong) {
                problems.add(
                        entry.getValue().at(), "'" + name + key + "." + entry.getKey() + "' must be text in quotes.");
            }
            return wrong;
        });
        values.replaceAll((name, value) -> value.asText());
        return values;
    }

    /** A table of plain texts, such as labels. */
    SortedMap<String, String> textMap(String key) {
        var texts = new TreeMap<String, String>();
        templates(key).forEach((name, value) -> texts.put(name, value.value().stringValue()));
        return texts;
    }

    /** Fields of the format that this version does not serve: a problem unless they are switched off or empty. */
    void unsupported(String... keys) {
        for (var key : keys) {
            if (has(key) && !isOff(table.get(List.of(key)))) {
                problem(key, "'" + name + key + "' is not supported by this version of Landfall. Remove it.");
            }
        }
    }

    /** Fields of the format that only describe and are not used: a notice. */
    void ignored(String key) {
        if (has(key)) {
            problems.notice(at(key), "ignored: '" + name + key + "' is not used by this version of Landfall.");
        }
    }

    /** The end of a sentence about a word that nobody knows: see {@link Problems#hint}. */
    String hint(String word, Collection<String> others) {
        return problems.hint(word, others);
    }

    Optional<String> nearest(String word, Collection<String> others) {
        return problems.nearest(word, others);
    }

    /** Reports what is missing and what nobody knows. A required key that was misspelt is told once. */
    void end() {
        for (var key : keys()) {
            if (!known.contains(key)) {
                problem(key, "'" + name + key + "' is not known" + problems.hint(key, known));
                problems.nearest(key, known).ifPresent(missing::remove);
            }
        }
        missing.values().forEach(message -> problems.add(at, message));
    }

    private static boolean isOff(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean flag -> !flag;
            case String text -> text.isEmpty();
            case TomlArray array -> array.isEmpty();
            case TomlTable inner -> inner.isEmpty();
            default -> false;
        };
    }

    private Section inner(String key, TomlTable inner, Location place) {
        return new Section(source, name + key + ".", inner, place, problems, asked);
    }

    private void ask(String key) {
        known.add(key);
        asked.add(name + key);
    }

    private Optional<Object> value(String key) {
        ask(key);
        return Optional.ofNullable(table.get(List.of(key)));
    }
}
