package dev.landfall.integration.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.integration.process.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A control plane and a runner as processes: the signing key is replaced while a job runs, and nobody is told. */
class RotateSigningKeysIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void jobsOfTheOldAndOfTheNewKeyRunOnARunnerThatWasNotTouched() throws IOException {
        var started = folder.resolve("started");
        var proceed = folder.resolve("proceed");
        try (var host = LocalHost.start(folder.resolve("host"))) {
            var api = new Api(host::uri, host::adminToken);
            api.post("/v1/projects", Map.of("name", "p", "repository", "https://example.com/a/b"))
                    .ok();
            try (var runner = RunnerProcess.start(
                    folder.resolve("runner"), host, api, "default", Map.of("LANDFALL_RUNNER_SLOTS", "2"))) {
                var first = job(api, "touch " + started + "; while [ ! -e " + proceed + " ]; do sleep 0.1; done");
                Conditions.eventually(
                        LONG,
                        () -> "the first job to run:\n" + runner.output(),
                        () -> Files.exists(started) ? Optional.of(true) : Optional.empty());
                var before = signing(api);
                api.post("/v1/signing-keys", Map.of()).ok();
                assertNotEquals(before, signing(api));

                assertEquals("succeeded", end(api, job(api, "true")));
                Files.createFile(proceed);
                assertEquals("succeeded", end(api, first));
                assertEquals(List.of("PREVIOUS", "SIGNING"), states(api));

                host.kill();
                host.restart();
                assertEquals(List.of("PREVIOUS", "SIGNING"), states(api));
                assertEquals("succeeded", end(api, job(api, "true")));
            }
        }
    }

    private static String job(Api api, String command) {
        return api.post("/v1/projects/p/jobs", Map.of("name", "job", "command", command))
                .ok()
                .at("/job/id")
                .asString();
    }

    private static String end(Api api, String job) {
        return api.endOfJob(job, LONG).path("status").asString();
    }

    private static String signing(Api api) {
        return keys(api).stream()
                .filter(key -> key.path("state").asString().equals("SIGNING"))
                .findFirst()
                .orElseThrow()
                .path("kid")
                .asString();
    }

    private static List<String> states(Api api) {
        return keys(api).stream().map(key -> key.path("state").asString()).toList();
    }

    private static List<JsonNode> keys(Api api) {
        return api.get("/v1/signing-keys").ok().path("items").valueStream().toList();
    }
}
