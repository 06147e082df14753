package dev.landfall.formats.appconfig;

import java.util.SortedMap;

/**
 * What kind of runner an install of the app needs ({@code runner.toml}).
 *
 * @param type as written, such as {@code local}, {@code aws} or {@code azure}
 * @param env environment of every job of the install, text
 */
public record RunnerSettings(String type, SortedMap<String, ConfigValue> env) {

    public RunnerSettings {
        env = ConfigValue.sorted(env);
    }
}
