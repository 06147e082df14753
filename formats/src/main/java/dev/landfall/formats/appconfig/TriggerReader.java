package dev.landfall.formats.appconfig;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.landfall.formats.problem.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what starts an action. */
final class TriggerReader {

    private static final int MAX_INDEX = 10_000;
    private static final int MAX_SCHEDULE = 100;
    private static final List<String> SUPPORTED =
            List.of("manual", "cron", "post-deploy-component", "post-deploy-all-components");
    private static final List<String> UNSUPPORTED = Stream.concat(
                    Stream.of(
                                    "provision",
                                    "reprovision",
                                    "deprovision",
                                    "teardown-all-components",
                                    "teardown-component",
                                    "deprovision-sandbox",
                                    "reprovision-sandbox",
                                    "provision-sandbox",
                                    "update-inputs",
                                    "secrets-sync",
                                    "enable-component",
                                    "disable-component")
                            .flatMap(what -> Stream.of("pre-" + what, "post-" + what)),
                    Stream.of("pre-deploy-component", "pre-deploy-all-components", "role-enabled", "role-disabled"))
            .toList();

    private final Mentions mentions;

    TriggerReader(Mentions mentions) {
        this.mentions = mentions;
    }

    /** Empty after a problem. */
    Optional<ActionTrigger> read(Section section) {
        var type = section.requiredText("type");
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
                section.has("component_name");
                section.has("cron_schedule");
                section.problem(
                        "type",
                        UNSUPPORTED.contains(type)
                                ? "The trigger '" + type + "' is not supported by this version of Landfall; supported: "
                                        + String.join(", ", SUPPORTED)
                                : "'" + type + "' is not a type of trigger" + Nearest.hint(type, SUPPORTED));
                yield Optional.empty();
            }
        };
    }

    private String component(Section section) {
        var component = section.requiredText("component_name");
        if (!component.isBlank()) {
            mentions.add(component, section.at("component_name"));
        }
        return component;
    }

    private static String schedule(Section section) {
        var key = section.has("schedule") ? "schedule" : "cron_schedule";
        var schedule = section.requiredText(key);
        if (!schedule.isBlank()) {
            problemOf(schedule)
                    .ifPresent(problem ->
                            section.problem(key, "'" + schedule + "' is not a UNIX cron schedule: " + problem));
        }
        return schedule;
    }

    private static Optional<String> problemOf(String schedule) {
        if (schedule.length() > MAX_SCHEDULE) {
            return Optional.of("it is longer than " + MAX_SCHEDULE + " characters.");
        }
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
                    .parse(schedule)
                    .validate();
            return Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(e.getMessage()
                    + " Write five fields: minute, hour, day, month, weekday; for example \"0 3 * * *\".");
        }
    }
}
