package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code triggers.toml} and {@code triggers/}: {@code [[trigger]]}, or one in a file. */
final class InboundTriggersReader {

    private static final Map<String, Mentions.Kind> TARGETS =
            Map.of("app_branch_run", Mentions.Kind.BRANCH, "runbook_run", Mentions.Kind.RUNBOOK);

    private final Mentions mentions;
    private final Unique unique;
    private final List<InboundTrigger> triggers = new ArrayList<>();

    InboundTriggersReader(Mentions mentions, Problems problems) {
        this.mentions = mentions;
        this.unique = new Unique("trigger", problems);
    }

    void read(Section file) {
        var key = file.has("triggers") ? "triggers" : "trigger";
        if (file.has(key) || file.keys().isEmpty()) {
            file.sections(key).forEach(this::trigger);
            file.end();
        } else {
            trigger(file);
        }
    }

    List<InboundTrigger> triggers() {
        return List.copyOf(triggers);
    }

    private void trigger(Section section) {
        var name = Names.of(section);
        var types = section.texts("event_types");
        if (types.isEmpty()) {
            section.missing("event_types", "'event_types' is missing: a list of at least one.");
        }
        var target = section.section("target");
        if (target.isEmpty()) {
            section.missing("target", "'target' is missing: [trigger.target] with a type and what it starts.");
        }
        var trigger = new InboundTrigger(
                name,
                section.requiredText("event_source"),
                types,
                section.sections("filters").stream()
                        .flatMap(filter -> filter(filter).stream())
                        .toList(),
                target.flatMap(table -> started(table, Mentions.Kind.RUNBOOK)).orElse(null),
                target.flatMap(table -> started(table, Mentions.Kind.BRANCH)).orElse(null),
                section.at("name"));
        target.ifPresent(Section::end);
        section.end();
        if (unique.add(name, trigger.at())) {
            triggers.add(trigger);
        }
    }

    /** The name of what a target of this kind starts; empty when it is of the other kind. */
    private Optional<String> started(Section target, Mentions.Kind kind) {
        var type = Choices.required(
                target, "type", "type of target", TARGETS.keySet(), text -> Optional.ofNullable(TARGETS.get(text)));
        var key = kind == Mentions.Kind.BRANCH ? "app_branch" : "runbook";
        return type.filter(kind::equals).map(same -> {
            var name = target.requiredText(key);
            mentions.add(kind, name, target.at(key));
            return name;
        });
    }

    private static Optional<InboundTrigger.Filter> filter(Section section) {
        Choices.required(
                section,
                "op",
                "filter",
                List.of("eq"),
                text -> Optional.of(text).filter("eq"::equals));
        var path = section.requiredText("path");
        if (!path.isBlank() && !path.startsWith("/")) {
            section.problem("path", "'" + path + "' is no JSON pointer; it begins with '/'.");
        }
        var value = section.any("value").map(ConfigValue::value).filter(node -> !node.isContainer());
        if (value.isEmpty()) {
            section.missing("value", "'filters.value' is missing: a text, a number or true or false.");
        }
        section.end();
        return value.map(node -> new InboundTrigger.Filter(path, node));
    }
}
