package dev.landfall.integration.bench;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.integration.cost.JobPath;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Instances of the functions on one store that takes 5 ms for each call. An instance is a control plane of its own that
 * serves one request at a time, as an environment of Lambda does, each with jobs of a project of its own; the org, the pool
 * and its queue are shared by all.
 */
final class Scaling implements Measurement {

    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final List<Integer> INSTANCES = List.of(1, 2, 4, 8);

    @Override
    public String name() {
        return "scaling";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        jobsPerSecond(INSTANCES.getLast()); // compiles what the others then run
        var perInstance = new TreeMap<Integer, Double>();
        for (int instances : INSTANCES) {
            perInstance.put(instances, jobsPerSecond(instances) / instances);
        }
        double alone = perInstance.firstEntry().getValue();
        var text = new ArrayList<String>();
        perInstance.forEach((instances, rate) -> text.add(instances + ": " + Figure.number(rate) + "/s"));
        return List.of(new Figure(
                "jobs of an instance beside 7 others, of those of one alone",
                perInstance.lastEntry().getValue() / alone,
                "",
                new Figure.AtLeast(0.9),
                "jobs/s per instance, by instances: " + String.join(", ", text) + "; store calls of 5 ms"));
    }

    private static double jobsPerSecond(int instances) throws Exception {
        var ports = ports();
        var paths = paths(ports, instances);
        together(paths, WARM_UP);
        long start = System.nanoTime();
        int jobs = together(paths, RUN);
        return jobs / ((System.nanoTime() - start) / 1e9);
    }

    private static Ports ports() {
        var clock = InstantSource.system();
        return new Ports(
                new SlowRecords(new InMemoryRecords(clock), LATENCY),
                new InMemoryJobQueues(clock),
                new InMemoryBlobs(clock),
                new InMemorySecretStore(),
                new InMemorySigner(clock),
                WakeUp.none(),
                clock,
                new RandomIds(clock));
    }

    private static List<JobPath> paths(Ports ports, int instances) {
        var queues = (InMemoryJobQueues) ports.queues();
        queues.create(QueueName.EVENTS);
        var paths = new ArrayList<JobPath>();
        var first = new ControlPlane(ports, ControlPlaneConfig.standard());
        var token = first.bootstrap("bench").orElseThrow().adminToken();
        for (int i = 0; i < instances; i++) {
            var instance = new ControlPlane(ports, ControlPlaneConfig.standard());
            paths.add(JobPath.of(instance, token, "project-" + i, queue -> take(queues, queue)));
        }
        return paths;
    }

    private static List<String> take(InMemoryJobQueues queues, QueueName queue) {
        var message = queues.receive(queue, 1, Duration.ofMinutes(1)).getFirst();
        queues.delete(queue, message.receipt());
        return List.of(message.body());
    }

    /** @return how many jobs ended */
    private static int together(List<JobPath> paths, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(paths.size())) {
            var runs = paths.stream()
                    .map(path -> (Callable<Integer>) () -> run(path, end))
                    .toList();
            int jobs = 0;
            for (var run : threads.invokeAll(runs)) {
                jobs += run.get();
            }
            return jobs;
        }
    }

    private static int run(JobPath path, long end) {
        int jobs = 0;
        while (System.nanoTime() < end) {
            path.ask();
            path.claim();
            path.end();
            jobs++;
        }
        return jobs;
    }
}
