package dev.landfall.integration.bench;

import dev.landfall.integration.process.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How long a person waits for short commands. */
final class CommandLineTimes implements Measurement {

    private static final int RUNS = 21;
    private static final int JOBS = 50;

    @Override
    public String name() {
        return "command line";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder)) {
            rig.jobs(JOBS, "true");
            var landfall = Checkout.root().resolve("landfall").toString();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var version = times(rig, List.of(landfall, "--version"));
            var list = times(rig, List.of(landfall, "job", "list", "--project", Rig.PROJECT));
            var baseline = "java -version: "
                    + Figure.number(times(rig, List.of(java, "-version")).p50()) + " ms";
            return List.of(
                    new Figure("landfall --version, p50", version.p50(), "ms", new Figure.AtMost(200), baseline),
                    new Figure("landfall job list, p50", list.p50(), "ms", new Figure.AtMost(350), baseline));
        }
    }

    private static Samples times(Rig rig, List<String> command) throws InterruptedException {
        var samples = new Samples();
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            LandfallProcess.start(rig.home(), Map.of(), command).succeed();
            samples.add(System.nanoTime() - start);
        }
        return samples;
    }
}
