package dev.landfall.integration.process;

import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.session.Registration;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/** A runner as a process: {@code RunnerMain SERVER DIR TOKEN_FILE}; it registers when the folder has no identity yet. */
final class RunnerMain {

    private RunnerMain() {}

    public static void main(String[] arguments) throws Exception {
        var environment = new HashMap<>(System.getenv());
        environment.put("LANDFALL_RUNNER_SERVER", arguments[0]);
        environment.put("LANDFALL_RUNNER_DIR", arguments[1]);
        var config = RunnerConfig.from(environment);
        var token = Path.of(arguments[2]);
        if (Files.exists(token)) {
            RunnerDaemon.register(
                    config, URI.create(arguments[0]), Files.readString(token).strip(), Registration.Existing.KEEP);
            Files.delete(token);
        }
        try (var daemon = RunnerDaemon.start(config)) {
            daemon.handleSignals();
            System.exit(daemon.awaitEnd());
        }
    }
}
