package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A runner that waits for jobs: how soon it is ready, and what it occupies. */
final class IdleRunner implements Measurement {

    private static final int STARTS = 10;
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "idle runner";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder)) {
            rig.runner("runner", Map.of()).kill();
            var starts = new Samples();
            for (int i = 0; i < STARTS; i++) {
                try (var runner = rig.restartedRunner("runner", Map.of())) {
                    starts.add(runner.await("takes jobs").afterNanos());
                    runner.kill();
                }
            }
            var runner = rig.restartedRunner("runner", Map.of());
            runner.await("takes jobs");
            Thread.sleep(SETTLE);
            var baseline = EmptyJvm.measure(rig.home());
            return List.of(
                    new Figure("runner idle", runner.residentMib(), "MiB RSS", new Figure.AtMost(80), baseline),
                    new Figure(
                            "runner ready, p50",
                            starts.p50(),
                            "ms",
                            new Figure.AtMost(400),
                            "slowest of " + STARTS + ": " + Figure.number(starts.millis(1)) + " ms"));
        }
    }
}
