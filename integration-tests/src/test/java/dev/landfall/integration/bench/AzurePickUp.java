package dev.landfall.integration.bench;

import dev.landfall.integration.azure.MeteredAzureHost;
import dev.landfall.integration.azure.ServiceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * From the control plane's request that puts a job's message into its queue until the job's process runs: Azurite, the
 * functions on the small host, a runner of its own. Jobs come at any time within the runner's pace, which is not waited for:
 * the setting of how long a runner looks often is what tells the two apart.
 */
final class AzurePickUp implements Measurement {

    private static final int WARM_UP = 20;
    private static final int BUSY_JOBS = 100;
    private static final int IDLE_JOBS = 20;
    private static final int BUSY_PACE_MILLIS = 1_000;
    private static final int IDLE_PACE_MILLIS = 5_000;
    private static final String LOOK_OFTEN = "LANDFALL_RUNNER_BUSY_POLLING_SECONDS";

    private final Random moments = new Random(1);

    @Override
    public String name() {
        return "azure queue";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var host = MeteredAzureHost.start();
                var marks = Marks.open(folder.resolve("marks"));
                var rig = HostRig.start(host, folder, Map.of("LANDFALL_RUNNER_SLOTS", "2"))) {
            pickUps(host, rig, marks, WARM_UP, BUSY_PACE_MILLIS);
            var busy = pickUps(host, rig, marks, BUSY_JOBS, BUSY_PACE_MILLIS);
            rig.restartRunner(Map.of("LANDFALL_RUNNER_SLOTS", "2", LOOK_OFTEN, "0"));
            var idle = pickUps(host, rig, marks, IDLE_JOBS, IDLE_PACE_MILLIS);
            var pace = "half of the second between two looks is 500 ms; spawning true: "
                    + Spawning.one(BUSY_JOBS).summary();
            return List.of(
                    new Figure("Azure queue: pick-up p50", busy.p50(), "ms", new Figure.AtMost(600), pace),
                    new Figure(
                            "Azure queue: pick-up p99",
                            busy.p99(),
                            "ms",
                            new Figure.AtMost(1_200),
                            BUSY_JOBS + " jobs, slowest " + Figure.number(busy.millis(1)) + " ms"),
                    new Figure(
                            "Azure queue: pick-up when idle for long, slowest",
                            idle.millis(1),
                            "ms",
                            new Figure.AtMost(5_500),
                            IDLE_JOBS + " jobs, p50 " + Figure.number(idle.p50()) + " ms"));
        }
    }

    private Samples pickUps(MeteredAzureHost host, HostRig rig, Marks marks, int jobs, int paceMillis)
            throws InterruptedException {
        var samples = new Samples();
        for (int i = 0; i < jobs; i++) {
            Thread.sleep(moments.nextInt(paceMillis));
            host.requests();
            var job = rig.job(marks.command("started"));
            long started = marks.next().nanos();
            samples.add(started - sent(host));
            rig.awaitEnd(job);
        }
        return samples;
    }

    private static long sent(MeteredAzureHost host) {
        return host.requests().stream()
                .filter(request -> request.cause().endsWith("/jobs") && request.sendsMessage())
                .mapToLong(ServiceRequest::atNanos)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no message of the job was sent"));
    }
}
