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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one file of {@code installs/}, when the inputs are known. For one file. */
final class InstallReader {

    private static final String GROUP = "group";

    private static final Map<String, Cloud> ACCOUNTS =
            Map.of("aws_account", Cloud.AWS, "azure_account", Cloud.AZURE, "gcp_account", Cloud.GCP);

    private final Mentions mentions;
    private final Map<String, Input> inputs;
    private final Collection<String> groups;
    private final Set<String> misspelt = new HashSet<>();

    InstallReader(List<Input> inputs, List<InputGroup> groups, Mentions mentions) {
        this.mentions = mentions;
        this.inputs = inputs.stream()
                .collect(Collectors.toMap(Input::name, input -> input, (first, second) -> first, TreeMap::new));
        this.groups = groups.stream().map(InputGroup::name).toList();
    }

    InstallDefinition read(Section file) {
        var name = Names.of(file);
        var values = new TreeMap<String, JsonNode>();
        file.sections("inputs").forEach(section -> inputs(section, values));
        inputs.values().stream()
                .filter(input -> input.required() && input.defaultValue() == null && !input.userConfigurable())
                .filter(input -> !values.containsKey(input.name()) && !misspelt.contains(input.name()))
                .forEach(input ->
                        file.problem("inputs", "The input '" + input.name() + "' is required and has no value here."));
        var install = new InstallDefinition(
                name, approval(file), file.textMap("labels"), values, account(file), toggles(file), file.at("name"));
        file.end();
        return install;
    }

    private static InstallDefinition.@Nullable Account account(Section file) {
        var given = ACCOUNTS.entrySet().stream()
                .filter(entry -> file.has(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (given.size() > 1) {
            file.problem(given.getLast().getKey(), "An install has one account; keep one of them.");
        }
        return given.stream()
                .findFirst()
                .flatMap(entry -> file.section(entry.getKey()).map(table -> account(table, entry.getValue())))
                .orElse(null);
    }

    private static InstallDefinition.Account account(Section table, Cloud cloud) {
        var account = new InstallDefinition.Account(
                cloud,
                table.text(cloud == Cloud.AZURE ? "location" : "region").orElse(null),
                table.text(
                                switch (cloud) {
                                    case AWS -> "account_id";
                                    case AZURE -> "subscription_id";
                                    case GCP -> "project_id";
                                })
                        .orElse(null));
        table.end();
        return account;
    }

    private SortedMap<String, Boolean> toggles(Section file) {
        var toggles = new TreeMap<String, Boolean>();
        file.section("component_toggles").ifPresent(table -> {
            for (var name : table.keys()) {
                mentions.add(name, table.at(name));
                table.flag(name).ifPresent(flag -> toggles.put(name, flag));
            }
        });
        return toggles;
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
            section.problem(name, "The app has no input '" + name + "'" + section.hint(name, inputs.keySet()));
            section.nearest(name, inputs.keySet()).ifPresent(misspelt::add);
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
