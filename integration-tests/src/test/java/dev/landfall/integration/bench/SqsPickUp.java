package dev.landfall.integration.bench;

import dev.landfall.integration.lambda.LambdaHost;
import dev.landfall.integration.lambda.ServiceCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * From the moment at which the control plane has handed a job's message to the broker until the job's process runs: Lambda
 * functions on the real runtime interface client, ElasticMQ, DynamoDB Local, a runner of its own. Each job takes turns with a
 * message of the SDK to itself, whose delivery is taken off.
 */
final class SqsPickUp implements Measurement {

    private static final int WARM_UP = 100;
    private static final int JOBS = 200;

    @Override
    public String name() {
        return "sqs queue";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var host = LambdaHost.start(folder.resolve("host"));
                var marks = Marks.open(folder.resolve("marks"));
                var bare = BareDelivery.start(host.account());
                var rig = HostRig.start(host, folder, Map.of("LANDFALL_RUNNER_SLOTS", "2"))) {
            pickUps(host, rig, marks, bare, WARM_UP, new Samples(), new Samples());
            var jobs = new Samples();
            var deliveries = new Samples();
            pickUps(host, rig, marks, bare, JOBS, jobs, deliveries);
            return List.of(
                    new Figure(
                            "SQS: pick-up above delivery, p50",
                            jobs.p50() - deliveries.p50(),
                            "ms",
                            new Figure.AtMost(100),
                            "bare SDK long poll: " + deliveries.summary()),
                    new Figure(
                            "SQS: pick-up above delivery, p99",
                            jobs.p99() - deliveries.p99(),
                            "ms",
                            new Figure.AtMost(300),
                            "with delivery: " + jobs.summary() + "; spawning true: "
                                    + Spawning.one(JOBS).summary()));
        }
    }

    private static void pickUps(
            LambdaHost host, HostRig rig, Marks marks, BareDelivery bare, int count, Samples jobs, Samples deliveries)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            deliveries.add(bare.takeNanos());
            host.account().calls();
            long asked = System.nanoTime();
            var job = rig.job(marks.command("started"));
            long started = marks.next().nanos();
            jobs.add(started - sent(host, asked));
            rig.awaitEnd(job);
        }
    }

    /** The first message after the job was asked for announces it; the next ones come from its claim. */
    private static long sent(LambdaHost host, long asked) {
        return host.account().calls().stream()
                .filter(call -> call.operation().equals("SendMessage") && call.sentAtNanos() - asked > 0)
                .mapToLong(ServiceCall::sentAtNanos)
                .min()
                .orElseThrow(() -> new IllegalStateException("no message of the job was sent"));
    }
}
