package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A control plane that waits for requests, with one runner that polls: how soon it serves, and what it occupies. */
final class IdleControlPlane implements Measurement {

    private static final int STARTS = 10;
    private static final Duration SETTLE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "idle control plane";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var starts = new Samples();
        for (int i = 0; i < STARTS; i++) {
            try (var again = Rig.start(folder)) {
                starts.add(again.ready().afterNanos());
            }
        }
        try (var rig = Rig.start(folder)) {
            rig.runner("runner", Map.of()).await("takes jobs");
            Thread.sleep(SETTLE);
            return List.of(
                    new Figure(
                            "control plane idle",
                            rig.controlPlane().residentMib(),
                            "MiB RSS",
                            new Figure.AtMost(110),
                            EmptyJvm.measure(rig.home())),
                    new Figure(
                            "control plane ready, p50",
                            starts.p50(),
                            "ms",
                            new Figure.AtMost(600),
                            "slowest of " + STARTS + ": " + Figure.number(starts.millis(1)) + " ms"));
        }
    }
}
