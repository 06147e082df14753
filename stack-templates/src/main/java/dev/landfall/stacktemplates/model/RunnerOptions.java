package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * How the runner is set up beyond what the stack knows itself.
 *
 * @param drain how long jobs may finish when the machine is ended: 1 minute to 2 hours, whole seconds
 * @param settings {@code LANDFALL_RUNNER_…}, as the configuration page lists them; none of them secret
 */
public record RunnerOptions(Duration drain, SortedMap<String, String> settings) {

    private static final Pattern NAME = Pattern.compile("LANDFALL_RUNNER_[A-Z_]{1,60}");
    private static final Pattern VALUE = Pattern.compile("[ -&(-~]{0,1000}");

    public RunnerOptions {
        settings = StackModel.sorted(settings);
        if (drain.compareTo(Duration.ofMinutes(1)) < 0 || drain.compareTo(Duration.ofHours(2)) > 0) {
            throw LandfallException.invalid("A runner drains for 1 minute to 2 hours, not " + drain + ".");
        }
        settings.forEach(RunnerOptions::require);
    }

    private static void require(String name, String value) {
        if (!NAME.matcher(name).matches() || name.contains("TOKEN")) {
            throw LandfallException.invalid(
                    "'" + name + "' cannot be set by a stack: use LANDFALL_RUNNER_… settings that hold no token.");
        }
        if (!VALUE.matcher(value).matches()) {
            throw LandfallException.invalid(
                    "The setting " + name + " must be one line of ASCII without single quotes, up to 1000 characters.");
        }
    }
}
