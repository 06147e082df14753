package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.List;
import java.util.Optional;

/** Reads one file of {@code runbooks/}. */
final class RunbookReader {

    private static final int MAX_STEPS = 100;
    private static final List<String> OF_COMPONENT = List.of("component_deploy", "component_teardown");
    private static final List<String> TYPES = List.of(
            "action",
            "component_deploy",
            "component_teardown",
            "deploy_all_components",
            "teardown_all_components",
            "sandbox_provision",
            "sandbox_reprovision",
            "sandbox_deprovision",
            "secrets_sync");

    private final ContentsReader contents;
    private final Mentions mentions;
    private final RunInputReader inputs;
    private final Problems problems;

    RunbookReader(ContentsReader contents, Mentions mentions, RunInputReader inputs, Problems problems) {
        this.contents = contents;
        this.mentions = mentions;
        this.inputs = inputs;
        this.problems = problems;
    }

    Runbook read(Section file) {
        var name = Names.of(file);
        if (!file.has("steps")) {
            file.missing("steps", "'steps' is missing: [[steps]] with a name and a type.");
        }
        var sections = file.sections("steps");
        if (sections.size() > MAX_STEPS) {
            file.problem("steps", "A runbook has at most " + MAX_STEPS + " steps.");
        }
        var unique = new Unique("step", problems);
        var runbook = new Runbook(
                name,
                file.text("description").orElse(null),
                contents.read(file, "readme").orElse(null),
                file.textMap("labels"),
                inputs.read(file, file.has("input") ? "input" : "inputs"),
                sections.stream()
                        .limit(MAX_STEPS)
                        .map(section -> step(section, unique))
                        .toList(),
                file.at("name"));
        file.end();
        return runbook;
    }

    private Runbook.Step step(Section section, Unique unique) {
        var name = section.requiredText("name");
        unique.add(name, section.at("name"));
        var type = Choices.required(
                        section,
                        "type",
                        "type of step",
                        TYPES,
                        text -> Optional.of(text).filter(TYPES::contains))
                .orElse("");
        var action = section.text("action_name");
        action.ifPresent(text -> mentions.add(Mentions.Kind.ACTION, text, section.at("action_name")));
        var component = section.text("component_name");
        component.ifPresent(text -> mentions.add(text, section.at("component_name")));
        var role = section.template("role");
        role.ifPresent(value -> mentions.addRole(value, section.at("role")));
        if (OF_COMPONENT.contains(type) && component.isEmpty()) {
            section.missing("component_name", "'steps.component_name' is missing.");
        }
        var ways = List.of("action_name", "command", "inline_contents").stream()
                .filter(section::has)
                .count();
        if (type.equals("action") && ways != 1) {
            section.missing(
                    "action_name", "A step of type action has one of action_name, command and inline_contents.");
        }
        var step = new Runbook.Step(
                name,
                type,
                action.orElse(null),
                component.orElse(null),
                section.template("command").orElse(null),
                contents.read(section, "inline_contents").orElse(null),
                Timeouts.read(section, "timeout", ActionReader.MAX_TIMEOUT).orElse(null),
                role.orElse(null),
                Names.environment(section));
        section.end();
        return step;
    }
}
