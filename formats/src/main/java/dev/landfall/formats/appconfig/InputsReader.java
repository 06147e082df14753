package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads inputs and their groups, from {@code inputs.toml} or from folders with one file each. */
final class InputsReader {

    private static final List<String> INPUT_ONLY =
            List.of("group", "type", "default", "required", "sensitive", "internal", "user_configurable");

    private final Problems problems;
    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, InputGroup> groups = new LinkedHashMap<>();
    private final List<Mention> groupMentions = new ArrayList<>();

    InputsReader(Problems problems) {
        this.problems = problems;
    }

    /** A use of a group's name. */
    private record Mention(String group, Location at) {}

    /** A file of {@code inputs.toml}, {@code inputs/} or {@code input_groups/}. */
    void read(Section file) {
        if (file.keys().isEmpty()) {
            return;
        }
        if (file.has("input") || (file.has("group") && file.isTables("group"))) {
            file.sections("group").forEach(this::group);
            file.sections("input").forEach(section -> input(section, null));
            file.end();
        } else if (isGroup(file)) {
            group(file);
        } else {
            input(file, GroupFolders.folder(file.file(), "inputs"));
        }
    }

    /** Checks what can be checked when all files are read. */
    void finish() {
        for (var mention : groupMentions) {
            if (!groups.containsKey(mention.group())) {
                problems.add(
                        mention.at(),
                        "The group '" + mention.group() + "' is not defined"
                                + problems.hint(mention.group(), groups.keySet()));
            }
        }
    }

    List<Input> inputs() {
        return List.copyOf(inputs.values());
    }

    List<InputGroup> groups() {
        return List.copyOf(groups.values());
    }

    private static boolean isGroup(Section file) {
        if (INPUT_ONLY.stream().anyMatch(file::has)) {
            return false;
        }
        return GroupFolders.folder(file.file(), "inputs") == null
                || GroupFolders.describesGroup(file, "inputs", "input_groups");
    }

    private void group(Section section) {
        var name = Names.of(section);
        var group = new InputGroup(
                name,
                section.text("display_name").orElse(null),
                section.text("description").orElse(null));
        section.ignored("group");
        section.end();
        if (groups.putIfAbsent(name, group) != null) {
            section.problem("name", "The group '" + name + "' is defined twice.");
        }
    }

    private void input(Section section, @Nullable String folder) {
        var name = Names.of(section);
        var type = type(section);
        var group = section.text("group").orElse(folder);
        if (group != null) {
            groupMentions.add(new Mention(group, section.at("group")));
        }
        var internal = section.flag("internal").orElse(false);
        var userConfigurable = section.flag("user_configurable").orElse(false);
        if (internal && userConfigurable) {
            section.problem("user_configurable", "An input is 'internal' or 'user_configurable', not both.");
        }
        var input = new Input(
                name,
                type,
                group,
                section.text("display_name").orElse(null),
                section.text("description").orElse(null),
                section.flag("required").orElse(false),
                section.flag("sensitive").orElse(false),
                internal,
                userConfigurable,
                defaultValue(section, type).orElse(null),
                section.at("name"));
        section.end();
        var other = inputs.putIfAbsent(name, input);
        if (other != null) {
            section.problem("name", "The input '" + name + "' is already defined at " + other.at() + ".");
        }
    }

    static InputType type(Section section) {
        var text = section.text("type").orElse("string");
        if (InputType.parse(text).isEmpty()) {
            section.problem("type", "'" + text + "' is not a type of input" + Nearest.hint(text, InputType.SPELLINGS));
        }
        return InputType.parse(text).orElse(InputType.STRING);
    }

    static Optional<JsonNode> defaultValue(Section section, InputType type) {
        return section.any("default").flatMap(value -> {
            var checked = InputValues.of(type, value.value());
            if (checked.isEmpty()) {
                section.problem("default", "The default is not " + InputValues.expected(type) + ".");
            }
            return checked;
        });
    }
}
