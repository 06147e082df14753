package dev.landfall.integration.bench;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** From the last thing that the process of a job does until the next one runs, in one slot, with many jobs waiting. */
final class ManyWaiting implements Measurement {

    private static final int WARM_UP = 300;
    private static final int FEW = 100;
    private static final int MANY = 20_000;
    private static final int GAPS = 500;

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder);
                var marks = Marks.open(folder.resolve("marks"))) {
            rig.runner("runner", Map.of("LANDFALL_RUNNER_SLOTS", "1")).await("takes jobs");
            gaps(rig, marks, WARM_UP, WARM_UP, folder);
            var few = gaps(rig, marks, FEW, FEW, folder);
            var many = gaps(rig, marks, MANY, GAPS, folder);
            return List.of(new Figure(
                    "slot free to next process, 20,000 waiting, p99",
                    many.p99(),
                    "ms",
                    new Figure.AtMost(40),
                    "p50 " + Figure.number(many.p50()) + " ms; with 100 waiting: " + few.summary()));
        }
    }

    private static Samples gaps(Rig rig, Marks marks, int waiting, int gaps, Path folder) throws Exception {
        var pipe = folder.resolve("hold-" + waiting);
        if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
            throw new IllegalStateException("mkfifo " + pipe + " failed");
        }
        var samples = new Samples();
        try (var hold = new RandomAccessFile(pipe.toFile(), "rw")) {
            rig.job(marks.command("held") + "; read go < '" + pipe + "'; " + marks.command("end"));
            marks.next();
            rig.jobs(waiting, marks.command("start") + "; " + marks.command("end"));
            hold.write("go\n".getBytes(StandardCharsets.US_ASCII));
            long free = marks.next().nanos();
            for (int i = 0; i < gaps; i++) {
                samples.add(marks.next().nanos() - free);
                free = marks.next().nanos();
            }
        }
        return samples;
    }
}
