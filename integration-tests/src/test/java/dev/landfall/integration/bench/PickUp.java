package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the API's answer that a job is accepted until its process runs, on an idle system. */
final class PickUp implements Measurement {

    private static final int WARM_UP = 200;
    private static final int JOBS = 200;
    private static final Duration END = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "pick-up";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder);
                var marks = Marks.open(folder.resolve("marks"))) {
            rig.runner("runner", Map.of("LANDFALL_RUNNER_SLOTS", "2")).await("takes jobs");
            pickUps(rig, marks, WARM_UP, new Samples(), new Samples());
            var accepted = new Samples();
            var asked = new Samples();
            pickUps(rig, marks, JOBS, asked, accepted);
            var spawning = "spawning true: " + Spawning.one(JOBS).summary();
            return List.of(
                    new Figure("pick-up p50", accepted.p50(), "ms", new Figure.AtMost(12), spawning),
                    new Figure(
                            "pick-up p99",
                            accepted.p99(),
                            "ms",
                            new Figure.AtMost(40),
                            "counted from the request: " + asked.summary()));
        }
    }

    private static void pickUps(Rig rig, Marks marks, int jobs, Samples asked, Samples accepted)
            throws InterruptedException {
        for (int i = 0; i < jobs; i++) {
            long before = System.nanoTime();
            var job = rig.job(marks.command("started"));
            long after = System.nanoTime();
            long started = marks.next().nanos();
            asked.add(started - before);
            accepted.add(started - after);
            rig.api().endOfJob(job, END);
        }
    }
}
