package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A template of the vendor's own inside the install stack.
 *
 * @param templateUrl where the template is: an address, a git source, or the path of a file in the config directory as written
 * @param contents the template, when {@code templateUrl} names a file of the config directory or of a git repository; else null
 * @param index lower first, after network and runner
 * @param parameters values of its parameters; {@code ${…}} in them names what the install stack has
 * @param outputs those that templates of the config name; the call home tells these
 */
public record NestedStack(
        String name,
        ConfigValue templateUrl,
        @Nullable String contents,
        int index,
        SortedMap<String, ConfigValue> parameters,
        SortedSet<String> outputs,
        Location at) {

    public NestedStack {
        parameters = ConfigValue.sorted(parameters);
        outputs = outputs == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }

    NestedStack withOutputs(SortedSet<String> named) {
        return new NestedStack(name, templateUrl, contents, index, parameters, named, at);
    }

    List<ConfigValue> templates() {
        return Stream.concat(Stream.of(templateUrl), parameters.values().stream())
                .toList();
    }
}
