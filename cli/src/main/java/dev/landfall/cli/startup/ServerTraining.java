package dev.landfall.cli.startup;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.job.LogReader;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.functionslocal.http.HttpLimits;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.RunnerSetting;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.session.Registration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Does once what a control plane and a runner do at their start and for one job, so that a run of it under
 * {@code -XX:AOTCacheOutput} (JEP 514) or {@code -XX:ArchiveClassesAtExit} leaves a cache that both start from. The build
 * runs it; see {@code build/aot}.
 */
public final class ServerTraining {

    private static final String PROJECT = "training";

    private ServerTraining() {}

    /**
     * @param args one: an empty folder to use
     */
    public static void main(String[] args) {
        ProcessLog.quiet();
        var folder = Path.of(args[0]);
        var config = new LocalConfig(folder.resolve("data"), "127.0.0.1", 0, PROJECT, 1, HttpLimits.DEFAULT);
        try (var controlPlane = LocalControlPlane.start(config);
                var api = new ApiClient(controlPlane.uri(), Optional.of(controlPlane.adminToken()));
                var runner = runner(folder, controlPlane, api)) {
            runOneJob(api);
            runner.drain();
            System.exit(runner.awaitEnd());
        }
    }

    private static RunnerDaemon runner(Path folder, LocalControlPlane controlPlane, ApiClient api) {
        var environment = new HashMap<>(Map.of("HOME", folder.toString(), "PATH", "/usr/local/bin:/usr/bin:/bin"));
        environment.put(RunnerSetting.DIR.variable(), folder.resolve("runner").toString());
        environment.put(RunnerSetting.MIN_FREE_DISK_MIB.variable(), "0");
        var config = RunnerConfig.from(environment);
        var token = api.post(ApiPath.of("/v1/pools/default/enrolment-tokens"))
                .path("enrolmentToken")
                .asString("");
        RunnerDaemon.register(config, controlPlane.uri(), token, Registration.Existing.KEEP);
        return RunnerDaemon.start(config);
    }

    private static void runOneJob(ApiClient api) {
        var project = Json.mapper().createObjectNode().put("name", PROJECT).put("repository", "/nowhere/training.git");
        api.post(ApiPath.of("/v1/projects"), project);
        var job = Json.mapper().createObjectNode().put("name", "job").put("command", "echo trained");
        var started = api.post(ApiPath.of("/v1/projects/{}/jobs", PROJECT), job);
        new LogReader(api, started.at("/job/id").asString(""), null).read(true, line -> {});
        api.get(ApiPath.of("/v1/jobs"));
    }
}
