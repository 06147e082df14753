package dev.landfall.cli.demo.stage;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.settings.Surroundings;
import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.functionslocal.http.HttpLimits;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where the story plays: a folder, a control plane in this process, a runner in another one, the transcript. */
public final class Stage implements AutoCloseable {

    private static final String ORG = "demo";
    private static final int RETENTION_DAYS = 1;

    private final Path folder;
    private final Surroundings surroundings;
    private final Transcript transcript;
    private @Nullable LocalControlPlane controlPlane;
    private @Nullable ApiClient api;
    private @Nullable RunnerProcess runner;

    /**
     * @param folder empty; everything is made in it
     */
    public Stage(Path folder, Surroundings surroundings, Transcript transcript) {
        this.folder = folder;
        this.surroundings = surroundings;
        this.transcript = transcript;
    }

    /** Starts the control plane on a free port. */
    public LocalControlPlane startControlPlane() {
        var config = new LocalConfig(data(), "127.0.0.1", 0, ORG, RETENTION_DAYS, HttpLimits.DEFAULT);
        var started = LocalControlPlane.start(config);
        controlPlane = started;
        api = new ApiClient(started.uri(), Optional.of(started.adminToken()));
        return started;
    }

    public RunnerProcess runner() {
        if (runner == null) {
            runner = new RunnerProcess(folder.resolve("runner"), surroundings);
        }
        return runner;
    }

    public LocalControlPlane controlPlane() {
        return required(controlPlane);
    }

    public ApiClient api() {
        return required(api);
    }

    public JsonNode get(String pattern, String... segments) {
        return api().get(ApiPath.of(pattern, segments));
    }

    public Path folder() {
        return folder;
    }

    /** The control plane's folder. */
    public Path data() {
        return folder.resolve("control-plane");
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** Ends whatever runs. */
    @Override
    public void close() {
        if (runner != null) {
            runner.kill();
        }
        if (api != null) {
            api.close();
        }
        if (controlPlane != null) {
            controlPlane.close();
            controlPlane = null;
        }
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The control plane is started by the first step.");
        }
        return part;
    }
}
