package dev.landfall.formats.appconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one file of {@code actions/}. */
final class ActionReader {

    /** As Nuon has it. */
    static final Duration MAX_TIMEOUT = Duration.ofMinutes(30);

    private static final int MAX_STEPS = 50;

    private final SourceReader sources;
    private final ContentsReader contents;
    private final TriggerReader triggers;

    ActionReader(SourceReader sources, ContentsReader contents, Mentions mentions) {
        this.sources = sources;
        this.contents = contents;
        this.triggers = new TriggerReader(mentions);
    }

    Action read(Section file) {
        var name = Names.of(file);
        file.unsupported(
                "role",
                "break_glass_role",
                "enable_kube_config",
                "kubernetes_context",
                "inputs",
                "image",
                "label",
                "dependencies");
        var action = new Action(
                name,
                file.text("description").orElse(null),
                file.textMap("labels"),
                Timeouts.read(file, "timeout", MAX_TIMEOUT).orElse(MAX_TIMEOUT),
                triggers(file),
                steps(file),
                file.at("name"));
        file.end();
        return action;
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

    private ActionStep step(Section section, List<String> names) {
        var name = section.requiredText("name");
        if (!name.isBlank() && names.contains(name)) {
            section.problem("name", "The step '" + name + "' is defined twice in this action.");
        }
        names.add(name);
        section.unsupported("enable_kube_config");
        var hasCommand = section.has("command");
        if (hasCommand == section.has("inline_contents")) {
            section.missing("command", "A step has either 'command' or 'inline_contents'.");
        }
        var step = new ActionStep(
                name,
                section.text("command").flatMap(text -> section.any("command")).orElse(null),
                contents.read(section, "inline_contents").orElse(null),
                Names.environment(section),
                sources.read(section).orElse(null));
        section.end();
        return step;
    }
}
