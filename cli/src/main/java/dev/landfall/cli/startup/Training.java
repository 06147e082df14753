package dev.landfall.cli.startup;

import dev.landfall.cli.Main;
import dev.landfall.cli.settings.ConfigFile;
import dev.landfall.cli.settings.Context;
import dev.landfall.cli.settings.Contexts;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.functionslocal.http.HttpLimits;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.RunnerSetting;
import dev.landfall.runner.daemon.RunnerDaemon;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does once what the start of each kind of process does, so that a run of it under {@code -XX:AOTCacheOutput} (JEP 514)
 * or {@code -XX:ArchiveClassesAtExit} leaves a cache that all of them start from: commands, a control plane, a runner with
 * a job. The build runs it; see {@code build/aot}.
 */
public final class Training {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("job", "--help"),
            List.of("pool", "list"),
            List.of("project", "create", "training", "--repository", "/nowhere/training.git"),
            List.of("project", "run", "training", "--command", "true"),
            List.of("job", "list"),
            List.of("job", "list", "--output", "json"),
            List.of("workflow", "list", "--project", "training"),
            List.of("runner", "list"),
            List.of("app", "list"),
            List.of("doctor"));

    /** A person's later calls find server and token in the config file. */
    private static final List<List<String>> BY_CONTEXT =
            List.of(List.of("context", "list"), List.of("job", "list"), List.of("job", "list", "--limit", "5"));

    private final Path folder;

    private Training(Path folder) {
        this.folder = folder;
    }

    /**
     * @param args one: an empty folder to use
     */
    public static void main(String[] args) {
        System.exit(new Training(Path.of(args[0])).run());
    }

    /** The first exit code that is not 0. */
    private int run() {
        ProcessLog.quiet();
        var config = new LocalConfig(folder.resolve("data"), "127.0.0.1", 0, "training", 1, HttpLimits.DEFAULT);
        try (var controlPlane = LocalControlPlane.start(config)) {
            var surroundings = surroundings(controlPlane);
            var registered =
                    Main.run(List.of("runner", "register", "--pool", "default", "--dir", runnerFolder()), surroundings);
            try (var runner = RunnerDaemon.start(RunnerConfig.from(surroundings.environment()))) {
                var worst = Math.max(worst(COMMANDS, surroundings), worst(BY_CONTEXT, saved(controlPlane)));
                runner.drain();
                return registered + runner.awaitEnd() + (worst > 1 ? worst : 0);
            }
        }
    }

    private static int worst(List<List<String>> commands, Surroundings surroundings) {
        return commands.stream()
                .mapToInt(command -> Main.run(command, surroundings))
                .max()
                .orElse(0);
    }

    private Surroundings surroundings(LocalControlPlane controlPlane) {
        return surroundings(Map.of(
                "LANDFALL_SERVER", controlPlane.uri().toString(),
                "LANDFALL_TOKEN", controlPlane.adminToken()));
    }

    private Surroundings saved(LocalControlPlane controlPlane) {
        var surroundings = surroundings(Map.of());
        var token = controlPlane.adminTokenFile().toString();
        ConfigFile.locate(surroundings::variable)
                .write(new Contexts(null, Map.of())
                        .with("training", new Context(controlPlane.uri().toString(), null, token)));
        return surroundings;
    }

    private Surroundings surroundings(Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.put("HOME", folder.toString());
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put(RunnerSetting.DIR.variable(), runnerFolder());
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(
                environment,
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                System.err,
                false,
                false,
                InstantSource.system(),
                folder);
    }

    private String runnerFolder() {
        return folder.resolve("runner").toString();
    }
}
