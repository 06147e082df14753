package dev.landfall.integration.bench;

import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A project on some host, and a runner for it that is a process of {@code ./landfall}. */
final class HostRig implements AutoCloseable {

    private static final String NAME = "bench";
    private static final Duration END = Duration.ofSeconds(60);

    private final Host host;
    private final Path folder;
    private final Api api;
    private LandfallProcess runner;

    private HostRig(Host host, Path folder, Map<String, String> environment) throws IOException, InterruptedException {
        this.host = host;
        this.folder = folder;
        api = new Api(host::uri, host::adminToken);
        api.post("/v1/pools", Map.of("name", NAME)).ok();
        var project = Map.of("name", NAME, "pool", NAME, "repository", "https://git.example.com/bench.git");
        api.post("/v1/projects", project).ok();
        register();
        runner = launch(environment);
    }

    /** The runner is ready when this returns. */
    static HostRig start(Host host, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return new HostRig(host, folder, environment);
    }

    /** Kills the runner and starts it again; it is ready when this returns. @return how long that took from its start */
    LandfallProcess.Said restartRunner(Map<String, String> environment) throws InterruptedException {
        runner.kill();
        runner = process(environment, "start");
        return ready(runner);
    }

    LandfallProcess runner() {
        return runner;
    }

    /** Asks for a job without checkout. @return its id */
    String job(String command) {
        return api.post("/v1/projects/" + NAME + "/jobs", Map.of("name", NAME, "command", command))
                .ok()
                .path("job")
                .path("id")
                .asString();
    }

    void awaitEnd(String job) {
        api.endOfJob(job, END);
    }

    @Override
    public void close() {
        runner.close();
    }

    private void register() throws IOException, InterruptedException {
        var enrolment =
                api.post("/v1/pools/" + NAME + "/enrolment-tokens", Map.of()).ok();
        var token = folder.resolve("enrolment.token");
        Files.writeString(token, enrolment.path("enrolmentToken").asString());
        process(Map.of(), "register", "--server", host.uri().toString(), "--enrolment-token-file", token.toString())
                .succeed();
    }

    private LandfallProcess launch(Map<String, String> environment) throws InterruptedException {
        var process = process(environment, "start");
        ready(process);
        return process;
    }

    private static LandfallProcess.Said ready(LandfallProcess process) throws InterruptedException {
        return process.await("takes jobs");
    }

    private LandfallProcess process(Map<String, String> environment, String verb, String... arguments) {
        var all = new HashMap<>(host.runnerEnvironment());
        all.putAll(environment);
        var command = new String[arguments.length + 4];
        command[0] = "runner";
        command[1] = verb;
        command[2] = "--dir";
        command[3] = folder.resolve("runner").toString();
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return LandfallProcess.landfall(folder, all, command);
    }
}
