package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps that a person starts together ({@code runbooks/*.toml}).
 *
 * @param readme Markdown, a template; the contents when the file names a path
 * @param steps one after the other
 */
public record Runbook(
        String name,
        @Nullable String description,
        @Nullable ConfigValue readme,
        SortedMap<String, String> labels,
        List<RunInput> inputs,
        List<Step> steps,
        Location at) {

    public Runbook {
        labels = ConfigValue.sorted(labels);
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param type as written, such as {@code action} or {@code component_deploy}
     * @param actionName null = the step's own command
     * @param componentName null unless the type is about a component
     * @param timeout null = the action's
     */
    public record Step(
            String name,
            String type,
            @Nullable String actionName,
            @Nullable String componentName,
            @Nullable ConfigValue command,
            @Nullable ConfigValue inlineContents,
            @Nullable Duration timeout,
            @Nullable ConfigValue role,
            SortedMap<String, ConfigValue> env) {

        public Step {
            env = ConfigValue.sorted(env);
        }

        List<ConfigValue> templates() {
            return Stream.concat(
                            Stream.of(command, inlineContents, role).filter(Objects::nonNull), env.values().stream())
                    .toList();
        }
    }

    /** What a run renders. The readme is shown to people, not to runners, and may use what they see. */
    List<ConfigValue> templates() {
        return steps.stream().flatMap(step -> step.templates().stream()).toList();
    }
}
