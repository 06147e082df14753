package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something to run in an install: steps, one after the other.
 *
 * @param timeout of the whole run; at most an hour
 * @param triggers what starts it
 * @param steps at least one
 * @param settings under which identity and in which surroundings it runs
 */
public record Action(
        String name,
        @Nullable String description,
        SortedMap<String, String> labels,
        Duration timeout,
        List<ActionTrigger> triggers,
        List<ActionStep> steps,
        ActionSettings settings,
        Location at) {

    public Action {
        labels = ConfigValue.sorted(labels);
        triggers = List.copyOf(triggers);
        steps = List.copyOf(steps);
    }

    List<ConfigValue> templates() {
        return Stream.concat(settings.templates().stream(), steps.stream().flatMap(step -> step.templates().stream()))
                .toList();
    }
}
