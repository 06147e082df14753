package dev.landfall.integration.bench;

import dev.landfall.integration.process.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A control plane of its own with one project, and runners, each a process of {@code ./landfall}. */
final class Rig implements AutoCloseable {

    static final String PROJECT = "bench";

    /** Connections that ask for jobs at once. */
    private static final int CLIENTS = 8;

    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:[0-9]+");

    private final Path folder;
    private final Path home;
    private final Deque<LandfallProcess> processes = new ArrayDeque<>();
    private final LandfallProcess controlPlane;
    private final LandfallProcess.Said ready;
    private final URI uri;
    private final Api api;
    private final JsonNode project;

    private Rig(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        home = Files.createDirectories(folder.resolve("home"));
        var data = folder.resolve("data");
        controlPlane = own(LandfallProcess.landfall(
                home, Map.of(), "dev", "--no-runner", "--port", "0", "--data", data.toString()));
        ready = controlPlane.await("Landfall is at ");
        var address = ADDRESS.matcher(ready.text());
        if (!address.find()) {
            throw new IllegalStateException("no address in: " + ready.text());
        }
        uri = URI.create(address.group());
        var token = Files.readString(data.resolve("admin.token")).strip();
        api = new Api(() -> uri, () -> token);
        var known = api.get("/v1/projects/" + PROJECT);
        project = known.status() == 200 ? known.json() : made();
    }

    /** On the state of an earlier one, if there was one in the folder. */
    static Rig start(Path folder) throws IOException, InterruptedException {
        return new Rig(folder);
    }

    /** Registers a runner and starts it; it is ready when this returns. */
    LandfallProcess runner(String name, Map<String, String> environment) throws InterruptedException {
        var runner = folder.resolve(name).toString();
        LandfallProcess.landfall(
                        home,
                        environment,
                        "runner",
                        "register",
                        "--server",
                        uri.toString(),
                        "--pool",
                        "default",
                        "--dir",
                        runner)
                .succeed();
        return restartedRunner(name, environment);
    }

    /** Starts a runner that is registered already. */
    LandfallProcess restartedRunner(String name, Map<String, String> environment) throws InterruptedException {
        return own(LandfallProcess.landfall(
                home,
                environment,
                "runner",
                "start",
                "--dir",
                folder.resolve(name).toString()));
    }

    /** Asks for a job without checkout. @return its id */
    String job(String command) {
        return job(command, Map.of());
    }

    String job(String command, Map<String, String> environment) {
        return api.post(
                        "/v1/projects/" + PROJECT + "/jobs",
                        Map.of("name", "bench", "command", command, "env", environment))
                .ok()
                .path("job")
                .path("id")
                .asString();
    }

    /** Asks for many, over several connections at once. */
    void jobs(int count, String command) throws Exception {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var all = IntStream.range(0, count)
                    .mapToObj(number -> (Callable<String>) () -> job(command))
                    .toList();
            for (Future<String> asked : clients.invokeAll(all)) {
                asked.get();
            }
        }
    }

    /** How many jobs have ended since the start, well or not. */
    long ended() {
        return api.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("landfall_jobs_ended_total{"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Api api() {
        return api;
    }

    URI uri() {
        return uri;
    }

    Path home() {
        return home;
    }

    /** The project as its creation was answered, with the secret of its webhook. */
    JsonNode project() {
        return project;
    }

    LandfallProcess controlPlane() {
        return controlPlane;
    }

    /** When the control plane said that it serves. */
    LandfallProcess.Said ready() {
        return ready;
    }

    @Override
    public void close() {
        while (!processes.isEmpty()) {
            processes.pop().close();
        }
    }

    private JsonNode made() {
        return api.post("/v1/projects", Map.of("name", PROJECT, "repository", "https://git.example.com/bench.git"))
                .ok();
    }

    private LandfallProcess own(LandfallProcess process) {
        processes.push(process);
        return process;
    }
}
