package dev.landfall.integration.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registered runner as a process, which can be killed. */
public final class RunnerProcess implements AutoCloseable {

    private final Path folder;
    private final URI server;
    private final Map<String, String> environment;
    private JavaProcess process;

    private RunnerProcess(Path folder, URI server, Map<String, String> environment) {
        this.folder = folder;
        this.server = server;
        this.environment = environment;
        this.process = launch();
    }

    /** Registers a runner in a pool and starts it. */
    public static RunnerProcess start(Path folder, Host host, Api api, String pool, Map<String, String> environment) {
        var enrolment =
                api.post("/v1/pools/" + pool + "/enrolment-tokens", Map.of()).ok();
        try {
            Files.createDirectories(folder);
            var token = folder.resolve("enrolment.token");
            Files.writeString(token, enrolment.path("enrolmentToken").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new HashMap<>(host.runnerEnvironment());
        all.putAll(environment);
        return new RunnerProcess(folder, host.uri(), all);
    }

    public void kill() {
        process.kill();
    }

    public void terminate() {
        process.terminate();
    }

    public int await() {
        return process.await();
    }

    public void restart() {
        process = launch();
    }

    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess launch() {
        return JavaProcess.start(
                folder.resolve("runner.log"),
                environment,
                RunnerMain.class.getName(),
                List.of(
                        server.toString(),
                        folder.resolve("runner").toString(),
                        folder.resolve("enrolment.token").toString()));
    }
}
