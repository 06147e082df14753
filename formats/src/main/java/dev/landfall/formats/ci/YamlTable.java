package dev.landfall.formats.ci;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML map whose keys are asked for one by one; {@link #end} reports those that nobody knows. */
final class YamlTable {

    private static final int MAX_TEXT = 64 * 1024;

    private final String path;
    private final String name;
    private final MappingNode node;
    private final Problems problems;
    private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
    private final Collection<String> known = new TreeSet<>();
    private final Map<String, String> missing = new TreeMap<>();

    /**
     * @param name what to call the map in messages, with a trailing dot; empty for the document
     */
    YamlTable(String path, String name, MappingNode node, Problems problems) {
        this.path = path;
        this.name = name;
        this.node = node;
        this.problems = problems;
        node.getValue().forEach(this::take);
    }

    Location at() {
        return YamlFile.place(path, node);
    }

    /** Place of a key, or of the map when it is absent. */
    Location at(String key) {
        var field = fields.get(key);
        return field == null ? at() : YamlFile.place(path, field.getKeyNode());
    }

    boolean has(String key) {
        known.add(key);
        return fields.containsKey(key);
    }

    /** A single text, number or boolean, as written. */
    Optional<String> text(String key) {
        return value(key).flatMap(value -> scalar(key, value));
    }

    Optional<String> requiredText(String key) {
        require(key, "'" + name + key + "' is missing.");
        return text(key).filter(text -> {
            if (text.isBlank()) {
                problems.add(at(key), "'" + name + key + "' is empty.");
            }
            return !text.isBlank();
        });
    }

    /** Notes that a key must be there; told by {@link #end} unless the key was merely misspelt. */
    void require(String key, String message) {
        if (!has(key)) {
            missing(key, message);
        }
    }

    /** Notes that a value must be there, as {@link #require} does. */
    void missing(String key, String message) {
        missing.put(key, message);
    }

    /** A list of texts; one text stands for a list of one. */
    List<String> texts(String key) {
        return value(key).map(value -> texts(key, value)).orElse(List.of());
    }

    Optional<YamlTable> table(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof MappingNode map) {
                return Optional.of(new YamlTable(path, name + key + ".", map, problems));
            }
            problems.add(YamlFile.place(path, value), "'" + name + key + "' must be a map.");
            return Optional.empty();
        });
    }

    /** All fields as texts, for maps whose keys are the writer's own. Nothing is empty text. */
    SortedMap<String, String> texts() {
        var texts = new TreeMap<String, String>();
        fields.forEach((field, tuple) -> {
            if (isNull(tuple.getValueNode())) {
                texts.put(field, "");
            } else {
                scalar(field, tuple.getValueNode()).ifPresent(text -> texts.put(field, text));
            }
        });
        return texts;
    }

    /** Keys of the format that this version does not serve: a problem when present. */
    void unsupported(Collection<String> keys, String why) {
        for (var key : keys) {
            if (has(key)) {
                problems.add(at(key), "'" + name + key + "' is not supported yet: " + why);
            }
        }
    }

    /** Keys of the format that have no effect here: a notice when present. */
    void ignored(Collection<String> keys, String why) {
        for (var key : keys) {
            if (has(key)) {
                problems.notice(at(key), "ignored: '" + name + key + "'; " + why);
            }
        }
    }

    /** Reports what is missing and what nobody asked for. A required key that was misspelt is told once. */
    void end() {
        for (var key : fields.keySet()) {
            if (!known.contains(key)) {
                problems.add(at(key), "'" + name + key + "' is not known" + Nearest.hint(key, known));
                Nearest.to(key, known).ifPresent(missing::remove);
            }
        }
        missing.values().forEach(message -> problems.add(at(), message));
    }

    /** Reports a key in this map that belongs elsewhere. */
    void misplaced(String key, String where) {
        if (has(key)) {
            problems.add(at(key), "'" + key + "' belongs under '" + where + "'.");
        }
    }

    private void take(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.add(YamlFile.place(path, tuple.getKeyNode()), "A key must be a single word.");
        } else if (key.getValue().equals("<<")) {
            problems.add(YamlFile.place(path, key), "Merge keys ('<<') are not supported; repeat the entries.");
        } else if (fields.putIfAbsent(key.getValue(), tuple) != null) {
            problems.add(YamlFile.place(path, key), "'" + name + key.getValue() + "' is defined twice.");
        }
    }

    private Optional<Node> value(String key) {
        known.add(key);
        var field = fields.get(key);
        if (field != null && isNull(field.getValueNode())) {
            problems.add(at(key), "'" + name + key + "' has no value.");
            return Optional.empty();
        }
        return Optional.ofNullable(field).map(NodeTuple::getValueNode);
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private List<String> texts(String key, Node value) {
        if (!(value instanceof SequenceNode list)) {
            return scalar(key, value).map(List::of).orElse(List.of());
        }
        var texts = new ArrayList<String>();
        list.getValue().forEach(element -> scalar(key, element).ifPresent(texts::add));
        return texts;
    }

    private Optional<String> scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar) || isNull(value)) {
            problems.add(YamlFile.place(path, value), "'" + name + key + "' must be text here.");
            return Optional.empty();
        }
        if (scalar.getValue().length() > MAX_TEXT || scalar.getValue().indexOf('\0') >= 0) {
            problems.add(
                    YamlFile.place(path, value),
                    "'" + name + key + "' is longer than " + MAX_TEXT + " characters or has a NUL.");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }
}
