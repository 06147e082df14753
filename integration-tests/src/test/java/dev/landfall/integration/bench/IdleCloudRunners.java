package dev.landfall.integration.bench;

import dev.landfall.integration.azure.MeteredAzureHost;
import dev.landfall.integration.lambda.LambdaHost;
import dev.landfall.integration.process.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A runner that waits at a queue of SQS (plain HTTP, as ElasticMQ knows no TLS) and one that waits at a queue on Azure (TLS):
 * how soon it is ready, and what it occupies.
 */
final class IdleCloudRunners implements Measurement {

    private static final int STARTS = 10;
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final int MAX_MIB = 90;
    private static final int MAX_READY_MILLIS = 500;

    private record Idle(double mib, Samples starts) {}

    @Override
    public String name() {
        return "idle cloud runner";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        Idle sqs;
        BarePollLoop.Idle bare;
        try (var host = LambdaHost.start(folder.resolve("lambda"))) {
            sqs = idle(host, Files.createDirectories(folder.resolve("sqs")));
            var queue = host.account().queues().createQueue(request -> request.queueName("bare"));
            bare = BarePollLoop.measure(folder, queue.queueUrl(), SETTLE);
        }
        Idle azure;
        try (var host = MeteredAzureHost.start()) {
            azure = idle(host, Files.createDirectories(folder.resolve("azure")));
        }
        return List.of(
                memory("SQS: runner idle", sqs, bare.memory()),
                ready("SQS: runner ready, p50", sqs, bare.ready()),
                memory("Azure queue over TLS: runner idle", azure, ""),
                ready("Azure queue over TLS: runner ready, p50", azure, ""));
    }

    private static Idle idle(Host host, Path folder) throws Exception {
        try (var rig = HostRig.start(host, folder, Map.of())) {
            var starts = new Samples();
            for (int i = 0; i < STARTS; i++) {
                starts.add(rig.restartRunner(Map.of()).afterNanos());
            }
            Thread.sleep(SETTLE);
            return new Idle(rig.runner().residentMib(), starts);
        }
    }

    private static Figure memory(String name, Idle idle, String beside) {
        return new Figure(name, idle.mib(), "MiB RSS", new Figure.AtMost(MAX_MIB), beside);
    }

    private static Figure ready(String name, Idle idle, String beside) {
        return new Figure(
                name,
                idle.starts().p50(),
                "ms",
                new Figure.AtMost(MAX_READY_MILLIS),
                "slowest of " + STARTS + ": " + Figure.number(idle.starts().millis(1)) + " ms" + beside);
    }
}
