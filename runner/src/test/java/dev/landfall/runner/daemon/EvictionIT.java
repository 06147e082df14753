package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.session.Registration.Existing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A spot instance that is taken back while a job runs on it. */
@Timeout(90)
final class EvictionIT {

    private volatile String interruption = "";

    @Test
    void jobEndsInOrderAndIsReportedBeforeTheMachineGoes(@TempDir Path folder) throws Exception {
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
                    "aws",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                    "http://127.0.0.1:" + metadata.getAddress().getPort()));
            RunnerDaemon.register(config, controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
            try (var daemon = RunnerDaemon.start(config, new ShellHandlers())) {
                var ready = folder.resolve("ready");
                var job = controlPlane
                        .model()
                        .enqueue("trap 'echo unlocked; exit 3' INT TERM; touch " + ready
                                + "; while true; do sleep 0.1; done");
                awaitFile(ready);
                interruption =
                        "{\"action\":\"terminate\",\"time\":\"" + Instant.now().plusSeconds(30) + "\"}";
                assertTrue(controlPlane.model().awaitResults(List.of(job), Duration.ofSeconds(40)));
                var result = Objects.requireNonNull(controlPlane.model().result(job));
                assertEquals(JobOutcome.FAILED, result.outcome());
                assertTrue(result.reason().contains("takes the runner's machine away"), result.reason());
                assertTrue(controlPlane.model().log(job).contains("unlocked"));
                assertEquals(0, daemon.awaitEnd());
            }
        } finally {
            metadata.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var text = path.equals("/latest/api/token")
                    ? "token"
                    : path.endsWith("/spot/instance-action") ? interruption : "";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertTrue(Files.exists(file));
    }
}
