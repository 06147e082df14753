package dev.landfall.formats.appconfig;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What kind of runner an install of the app needs ({@code runner.toml}).
 *
 * @param type as written, such as {@code local}, {@code aws} or {@code azure}
 * @param env environment of every job of the install, text
 * @param helmDriver where Helm keeps its releases unless a component says otherwise; null = its default
 * @param initScriptUrl a script of the vendor's that prepares the machine; null = ours
 * @param instanceType kind of machine; null = the stack's default
 */
public record RunnerSettings(
        String type,
        SortedMap<String, ConfigValue> env,
        @Nullable String helmDriver,
        @Nullable ConfigValue initScriptUrl,
        @Nullable String instanceType) {

    public RunnerSettings {
        env = ConfigValue.sorted(env);
    }
}
