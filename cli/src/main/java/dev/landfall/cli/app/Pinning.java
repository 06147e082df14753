package dev.landfall.cli.app;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.cli.source.Sources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a command may pin what an address holds. */
final class Pinning {

    @Option(
            names = "--locked",
            negatable = true,
            description =
                    "Pin nothing: an address of contents without a pin in landfall.lock.toml is an error. Default where the"
                            + " variable CI is true.")
    @Nullable Boolean locked;

    AppDirectory directory(Path directory, Surroundings surroundings) {
        var folder = surroundings.resolve(directory);
        var pins = locked == null ? Sources.pinsByDefault(surroundings) : !locked;
        return pins ? AppDirectory.pinning(folder, surroundings) : AppDirectory.locked(folder, surroundings);
    }
}
