package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Jobs of {@code true} from the first request until the last one has ended, requests and stores included. */
final class Throughput implements Measurement {

    private static final int WARM_UP = 1000;
    private static final int JOBS = 2000;
    private static final int SLOTS = 16;
    private static final Duration END = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(50);

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder)) {
            var runner = rig.runner("runner", Map.of("LANDFALL_RUNNER_SLOTS", String.valueOf(SLOTS)));
            runner.await("takes jobs");
            run(rig, WARM_UP);
            double ofRunner = runner.processorSeconds();
            double ofControlPlane = rig.controlPlane().processorSeconds();
            double seconds = run(rig, JOBS);
            ofRunner = runner.processorSeconds() - ofRunner;
            ofControlPlane = rig.controlPlane().processorSeconds() - ofControlPlane;
            return List.of(new Figure(
                    "throughput, " + SLOTS + " slots",
                    JOBS / seconds,
                    "jobs/s",
                    new Figure.AtLeast(150),
                    "processor time of a job: control plane " + Figure.number(ofControlPlane * 1000 / JOBS)
                            + " ms, runner and job " + Figure.number(ofRunner * 1000 / JOBS)
                            + " ms; spawning true: " + Figure.number(Spawning.many(JOBS, SLOTS))
                            + "/s; SQLite commits: "
                            + Figure.number(Commits.perSecond(Commits.take(folder, JOBS))) + "/s"));
        }
    }

    private static double run(Rig rig, int jobs) throws Exception {
        long until = rig.ended() + jobs;
        long start = System.nanoTime();
        rig.jobs(jobs, "true");
        while (rig.ended() < until) {
            if (System.nanoTime() - start > END.toNanos()) {
                throw new IllegalStateException("Only " + (rig.ended() - until + jobs) + " jobs ended.");
            }
            Thread.sleep(LOOK);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
