package dev.landfall.formats.appconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one file of {@code actions/}. */
final class ActionReader {

    static final Duration MAX_TIMEOUT = Duration.ofHours(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    private static final int MAX_STEPS = 50;

    private final SourceReader sources;
    private final ContentsReader contents;
    private final TriggerReader triggers;
    private final Mentions mentions;
    private final RunInputReader inputs;

    ActionReader(SourceReader sources, ContentsReader contents, Mentions mentions, RunInputReader inputs) {
        this.sources = sources;
        this.contents = contents;
        this.triggers = new TriggerReader(mentions);
        this.mentions = mentions;
        this.inputs = inputs;
    }

    Action read(Section file) {
        var name = Names.of(file);
        var action = new Action(
                name,
                file.text("description").orElse(null),
                file.textMap("labels"),
                Timeouts.read(file, "timeout", MAX_TIMEOUT).orElse(DEFAULT_TIMEOUT),
                triggers(file),
                steps(file),
                settings(file),
                file.at("name"));
        file.end();
        return action;
    }

    private ActionSettings settings(Section file) {
        var role =
                file.template("role").filter(value -> !value.value().asString().isBlank());
        role.ifPresent(value -> mentions.addRole(value, file.at("role")));
        var breakGlass = file.template("break_glass_role")
                .filter(value -> !value.value().asString().isBlank());
        breakGlass.ifPresent(value -> mentions.addRole(value, file.at("break_glass_role")));
        var context = file.text("kubernetes_context").filter(text -> !text.isBlank());
        context.ifPresent(name -> mentions.addContext(name, file.at("kubernetes_context")));
        var dependsOn = new TreeSet<>(file.texts("dependencies"));
        dependsOn.forEach(needed -> mentions.add(needed, file.at("dependencies")));
        return new ActionSettings(
                role.orElse(null),
                breakGlass.orElse(null),
                file.flag("enable_kube_config").orElse(false),
                context.orElse(null),
                file.template("image").orElse(null),
                file.text("label").orElse(null),
                inputs.read(file, "inputs"),
                dependsOn);
    }

    private List<ActionTrigger> triggers(Section file) {
        var read = new ArrayList<ActionTrigger>();
        if (!file.has("triggers")) {
            file.missing("triggers", "'triggers' is missing: [[triggers]] with a type such as \"manual\".");
        }
        file.sections("triggers").forEach(section -> triggers.read(section).ifPresent(read::add));
        return read;
    }

    private List<ActionStep> steps(Section file) {
        if (!file.has("steps")) {
            file.missing("steps", "'steps' is missing: [[steps]] with a name and a command.");
        }
        var sections = file.sections("steps");
        if (sections.size() > MAX_STEPS) {
            file.problem("steps", "An action has at most " + MAX_STEPS + " steps.");
        }
        var names = new ArrayList<String>();
        return sections.stream().map(section -> step(section, names)).toList();
    }

    private static SortedMap<String, ConfigValue> environment(Section section) {
        var environment = new TreeMap<>(Names.environment(section));
        environment.replaceAll((name, value) -> value.withWholePaths());
        return environment;
    }

    private ActionStep step(Section section, List<String> names) {
        var name = section.requiredText("name");
        if (!name.isBlank() && names.contains(name)) {
            section.problem("name", "The step '" + name + "' is defined twice in this action.");
        }
        names.add(name);
        var hasCommand = section.has("command");
        if (hasCommand == section.has("inline_contents")) {
            section.missing("command", "A step has either 'command' or 'inline_contents'.");
        }
        var step = new ActionStep(
                name,
                section.template("command").map(ConfigValue::withWholePaths).orElse(null),
                contents.read(section, "inline_contents")
                        .map(ConfigValue::withWholePaths)
                        .orElse(null),
                environment(section),
                sources.read(section).orElse(null),
                section.flag("enable_kube_config").orElse(false));
        section.end();
        return step;
    }
}
