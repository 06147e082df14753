package dev.landfall.cli.runner;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.RunnerSetting;
import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option that names the folder of a runner on this machine; the other settings come from {@code LANDFALL_RUNNER_*}. */
final class RunnerFolder {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the runner (LANDFALL_RUNNER_DIR; default ~/.landfall/runner).")
    @Nullable Path directory;

    RunnerConfig config(Surroundings surroundings) {
        var environment = new HashMap<>(surroundings.environment());
        if (directory != null) {
            environment.put(
                    RunnerSetting.DIR.variable(),
                    surroundings.resolve(directory).toString());
        }
        return RunnerConfig.from(environment);
    }
}
