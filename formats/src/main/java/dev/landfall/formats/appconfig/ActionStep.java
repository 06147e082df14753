package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One step of an action. Exactly one of {@code command} and {@code inlineContents} is there.
 *
 * @param command one line for a shell, a template
 * @param inlineContents a script, a template; the contents when the config names a path
 * @param enableKubeConfig it wants access to the install's cluster
 * @param source files to run in; null = the config directory's archive
 */
public record ActionStep(
        String name,
        @Nullable ConfigValue command,
        @Nullable ConfigValue inlineContents,
        SortedMap<String, ConfigValue> env,
        @Nullable ModuleSource source,
        boolean enableKubeConfig) {

    public ActionStep {
        env = ConfigValue.sorted(env);
    }

    List<ConfigValue> templates() {
        return Stream.concat(Stream.of(command, inlineContents).filter(Objects::nonNull), env.values().stream())
                .toList();
    }
}
