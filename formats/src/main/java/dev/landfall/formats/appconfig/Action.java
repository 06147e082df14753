package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to run in an install: steps, one after the other.
 *
 * @param timeout of the whole run; at most 30 minutes
 * @param triggers what starts it
 * @param steps at least one
 */
public record Action(
        String name,
        @Nullable String description,
        SortedMap<String, String> labels,
        Duration timeout,
        List<ActionTrigger> triggers,
        List<ActionStep> steps,
        Location at) {

    public Action {
        labels = ConfigValue.sorted(labels);
        triggers = List.copyOf(triggers);
        steps = List.copyOf(steps);
    }
}
