package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what starts an action. */
final class TriggerReader {

    private static final int MAX_INDEX = 10_000;
    private static final List<String> OF_COMPONENT = Stream.of("deploy", "teardown", "enable", "disable")
            .flatMap(what -> Stream.of("pre-" + what + "-component", "post-" + what + "-component"))
            .toList();
    private static final List<String> OF_INSTALL = Stream.concat(
                    Stream.of(
                                    "provision",
                                    "reprovision",
                                    "deprovision",
                                    "deploy-all-components",
                                    "teardown-all-components",
                                    "provision-sandbox",
                                    "reprovision-sandbox",
                                    "deprovision-sandbox",
                                    "update-inputs",
                                    "secrets-sync")
                            .flatMap(what -> Stream.of("pre-" + what, "post-" + what)),
                    Stream.of("role-enabled", "role-disabled"))
            .toList();
    private static final List<String> ALL = Stream.of(List.of("manual", "cron"), OF_COMPONENT, OF_INSTALL)
            .flatMap(List::stream)
            .toList();

    /** Spellings of an older generation of the format. */
    private static final Map<String, String> OLDER = Map.of(
            "pre-component-deploy", "pre-deploy-component",
            "post-component-deploy", "post-deploy-component",
            "pre-component-teardown", "pre-teardown-component",
            "post-component-teardown", "post-teardown-component");

    private final Mentions mentions;

    TriggerReader(Mentions mentions) {
        this.mentions = mentions;
    }

    /** Empty after a problem. */
    Optional<ActionTrigger> read(Section section) {
        var written = section.requiredText("type");
        var type = OLDER.getOrDefault(written, written);
        var index = section.integer("index", 0, MAX_INDEX).orElse(0);
        var trigger = trigger(section, type, index);
        section.end();
        return trigger;
    }

    private Optional<ActionTrigger> trigger(Section section, String type, int index) {
        return switch (type) {
            case "" -> Optional.empty();
            case "manual" -> Optional.of(new ActionTrigger.Manual(index));
            case "post-deploy-all-components" -> Optional.of(new ActionTrigger.AfterAllComponents(index));
            case "post-deploy-component" -> Optional.of(new ActionTrigger.AfterComponent(component(section), index));
            case "cron" -> Optional.of(new ActionTrigger.Cron(schedule(section), index));
            default -> {
                if (OF_COMPONENT.contains(type)) {
                    yield Optional.of(new ActionTrigger.Event(type, component(section), index));
                }
                if (OF_INSTALL.contains(type)) {
                    yield Optional.of(new ActionTrigger.Event(type, null, index));
                }
                section.has("component_name");
                section.has("cron_schedule");
                section.problem("type", "'" + type + "' is not a type of trigger" + Nearest.hint(type, ALL));
                yield Optional.empty();
            }
        };
    }

    private String component(Section section) {
        var component = section.requiredText("component_name");
        mentions.add(component, section.at("component_name"));
        return component;
    }

    private static String schedule(Section section) {
        var key = section.has("schedule") ? "schedule" : "cron_schedule";
        var schedule = section.requiredText(key);
        Schedules.check(section, key, schedule);
        return schedule;
    }
}
