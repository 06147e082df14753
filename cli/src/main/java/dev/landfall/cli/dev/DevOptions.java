package dev.landfall.cli.dev;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.functionslocal.host.LocalConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a control plane on this machine; without them {@code LANDFALL_DATA} and so on. */
final class DevOptions {

    private static final String DATA = "LANDFALL_DATA";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of all state (LANDFALL_DATA; default .landfall-dev).")
    @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen (LANDFALL_PORT; default 7466; 0 = free).")
    @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "On which address (LANDFALL_HOST; default 127.0.0.1).")
    @Nullable String host;

    LocalConfig config(Surroundings surroundings) {
        var settings = new HashMap<>(surroundings.environment());
        put(settings, DATA, data);
        put(settings, "LANDFALL_PORT", port);
        put(settings, "LANDFALL_HOST", host);
        var folder = Path.of(settings.getOrDefault(DATA, ".landfall-dev"));
        settings.put(DATA, surroundings.resolve(folder).toString());
        return LocalConfig.from(settings);
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
