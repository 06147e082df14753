package dev.landfall.cli.dev;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.config.RunnerSetting;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.session.IdentityFiles;
import dev.landfall.runner.session.Registration;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;

/** The runner beside a control plane on this machine: registered in the pool "default" at the first start. */
final class LocalRunner {

    /** The pool that a new control plane has. */
    private static final String POOL = "default";

    private LocalRunner() {}

    /**
     * Registers it where needed and starts it.
     *
     * @param data the control plane's folder; the runner's is in it
     */
    static RunnerDaemon start(LocalControlPlane controlPlane, Path data, Surroundings surroundings) {
        var environment = new HashMap<>(surroundings.environment());
        environment.put(RunnerSetting.SERVER.variable(), controlPlane.uri().toString());
        environment.putIfAbsent(
                RunnerSetting.DIR.variable(), data.resolve("runner").toString());
        environment.putIfAbsent(RunnerSetting.NAME.variable(), "dev");
        var config = RunnerConfig.from(environment);
        if (!new IdentityFiles(config.directory()).exist()) {
            register(config, controlPlane.uri(), controlPlane.adminToken());
        }
        return RunnerDaemon.start(config);
    }

    private static void register(RunnerConfig config, URI server, String adminToken) {
        try (var api = new ApiClient(server, Optional.of(adminToken))) {
            var reply = api.post(ApiPath.of("/v1/pools/{}/enrolment-tokens", POOL));
            var token = reply.path("enrolmentToken").asString("");
            RunnerDaemon.register(config, server, token, Registration.Existing.KEEP);
        }
    }
}
