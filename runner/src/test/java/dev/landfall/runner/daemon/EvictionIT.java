package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.job.JobHandlers;
import dev.landfall.runner.session.Registration.Existing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A spot instance that is taken back while a job runs on it. */
@Timeout(90)
final class EvictionIT {

    private static final String MACHINE = "runner_0";

    private volatile String interruption = "";

    @TempDir
    private Path folder;

    /** How each tells of a machine's end, and where a runner is told to ask. */
    private enum Cloud {
        AWS("aws", "AWS_EC2_METADATA_SERVICE_ENDPOINT", "") {
            @Override
            String notice(Instant end) {
                return "{\"action\":\"terminate\",\"time\":\"" + end + "\"}";
            }
        },
        AZURE("azure", "AZURE_POD_IDENTITY_AUTHORITY_HOST", "{\"Events\":[]}") {
            @Override
            String notice(Instant end) {
                var time = DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atZone(ZoneOffset.UTC));
                return Json.writeString(Map.of(
                        "Events",
                        List.of(Map.of(
                                "EventType", "Preempt", "Resources", List.of("another", MACHINE), "NotBefore", time))));
            }
        };

        private final String name;
        private final String endpoint;
        private final String silence;

        Cloud(String name, String endpoint, String silence) {
            this.name = name;
            this.endpoint = endpoint;
            this.silence = silence;
        }

        abstract String notice(Instant end);
    }

    @Test
    void jobEndsInOrderAndIsGivenBackBeforeTheMachineGoes() throws Exception {
        var result = evicted(Cloud.AWS, command -> new CiWork("test", command, Map.of(), null, null));

        assertEquals(JobOutcome.CANCELLED, result.outcome(), "it may run again elsewhere");
        assertTrue(result.reason().contains("takes the runner's machine away"), result.reason());
    }

    @Test
    void jobEndsInOrderWithinTheHalfMinuteThatAzureGives() throws Exception {
        var result = evicted(Cloud.AZURE, command -> new CiWork("test", command, Map.of(), null, null));

        assertEquals(JobOutcome.CANCELLED, result.outcome(), "it may run again elsewhere");
        assertTrue(result.reason().contains("takes the runner's machine away"), result.reason());
    }

    @Test
    void applyEndsInOrderAndFailsAsItMustNotRunTwice() throws Exception {
        var apply = new TerraformWork(
                TerraformWork.Operation.APPLY,
                false,
                null,
                new SourceRef.Archive("config", "0".repeat(64), "."),
                "main",
                Map.of(),
                List.of(),
                Map.of(),
                new TerraformWork.ApprovedPlan("plan", "0".repeat(64), "0".repeat(64)));
        var result = evicted(Cloud.AWS, command -> apply);

        assertEquals(JobOutcome.FAILED, result.outcome());
        assertTrue(result.reason().contains("plan again"), result.reason());
    }

    /** Whatever the work is, a command runs in its place until it is interrupted. */
    private JobResult evicted(Cloud cloud, Function<String, JobWork> work) throws Exception {
        interruption = cloud.silence;
        var ready = folder.resolve("ready");
        var command = "trap 'echo unlocked; exit 3' INT TERM; touch " + ready + "; while true; do sleep 0.1; done";
        JobHandlers shell = any -> new ShellHandlers().handlerFor(new CiWork("test", command, Map.of(), null, null));
        var metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        metadata.createContext("/", this::answer);
        metadata.start();
        try (var controlPlane = new FakeControlPlane()) {
            var config = RunnerConfig.from(Map.of(
                    "PATH",
                    System.getenv("PATH"),
                    "LANDFALL_RUNNER_DIR",
                    folder.resolve("runner").toString(),
                    "LANDFALL_RUNNER_NOTICES",
                    cloud.name,
                    cloud.endpoint,
                    "http://127.0.0.1:" + metadata.getAddress().getPort()));
            RunnerDaemon.register(config, controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
            try (var daemon = RunnerDaemon.start(config, shell)) {
                var job = controlPlane.model().enqueue(work.apply(command));
                awaitFile(ready);
                interruption = cloud.notice(Instant.now().plusSeconds(30));
                assertTrue(controlPlane.model().awaitResults(List.of(job), Duration.ofSeconds(40)));
                assertTrue(controlPlane.model().log(job).contains("unlocked"));
                assertEquals(0, daemon.awaitEnd());
                return Objects.requireNonNull(controlPlane.model().result(job));
            }
        } finally {
            metadata.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var text = switch (path) {
                case "/latest/api/token" -> "token";
                case "/metadata/instance/compute/name" -> MACHINE;
                case "/latest/meta-data/spot/instance-action", "/metadata/scheduledevents" -> interruption;
                default -> "";
            };
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertTrue(Files.exists(file));
    }
}
