package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads one file of {@code installs/}, when the inputs are known. For one file. */
final class InstallReader {

    private static final String GROUP = "group";

    private final Map<String, Input> inputs;
    private final Collection<String> groups;
    private final Set<String> misspelt = new HashSet<>();

    InstallReader(List<Input> inputs, List<InputGroup> groups) {
        this.inputs = inputs.stream()
                .collect(Collectors.toMap(Input::name, input -> input, (first, second) -> first, TreeMap::new));
        this.groups = groups.stream().map(InputGroup::name).toList();
    }

    InstallDefinition read(Section file) {
        var name = Names.of(file);
        file.unsupported(
                "aws_account", "azure_account", "gcp_account", "connected_repo", "public_repo", "component_toggles");
        var values = new TreeMap<String, JsonNode>();
        file.sections("inputs").forEach(section -> inputs(section, values));
        inputs.values().stream()
                .filter(input -> input.required() && input.defaultValue() == null && !input.userConfigurable())
                .filter(input -> !values.containsKey(input.name()) && !misspelt.contains(input.name()))
                .forEach(input ->
                        file.problem("inputs", "The input '" + input.name() + "' is required and has no value here."));
        var install = new InstallDefinition(name, approval(file), file.textMap("labels"), values, file.at("name"));
        file.end();
        return install;
    }

    private static InstallDefinition.Approval approval(Section file) {
        var text = file.text("approval_option").orElse("prompt");
        return switch (text) {
            case "prompt" -> InstallDefinition.Approval.PROMPT;
            case "approve-all" -> InstallDefinition.Approval.APPROVE_ALL;
            default -> {
                file.problem(
                        "approval_option",
                        "'" + text + "' is not an approval option"
                                + Nearest.hint(text, List.of("prompt", "approve-all")));
                yield InstallDefinition.Approval.PROMPT;
            }
        };
    }

    /** One table: values by input name, and maybe the group that they belong to. */
    private void inputs(Section section, SortedMap<String, JsonNode> values) {
        section.text(GROUP)
                .filter(group -> !groups.contains(group))
                .ifPresent(group -> section.problem(
                        GROUP, "The group '" + group + "' is not defined" + Nearest.hint(group, groups)));
        for (var name : section.keys()) {
            if (!name.equals(GROUP)) {
                input(section, name, values);
            }
        }
    }

    private void input(Section section, String name, SortedMap<String, JsonNode> values) {
        var input = inputs.get(name);
        if (input == null) {
            section.problem(name, "The app has no input '" + name + "'" + Nearest.hint(name, inputs.keySet()));
            Nearest.to(name, inputs.keySet()).ifPresent(misspelt::add);
            return;
        }
        section.any(name).ifPresent(given -> {
            var value = InputValues.of(input.type(), given.value());
            if (value.isEmpty()) {
                section.problem(name, "The value of '" + name + "' is not " + InputValues.expected(input.type()) + ".");
            }
            if (values.put(name, value.orElse(given.value())) != null) {
                section.problem(name, "The input '" + name + "' is given twice.");
            }
        });
    }
}
