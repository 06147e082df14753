package dev.landfall.integration.bench;

import dev.landfall.integration.process.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A runner is killed with -9, or stopped, in the middle of a job. */
final class KilledRunner implements Measurement {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int GRACE_SECONDS = 2;
    private static final Map<String, String> SETTINGS = Map.of(
            "LANDFALL_RUNNER_SLOTS", "1", "LANDFALL_RUNNER_MAX_CANCEL_GRACE_SECONDS", String.valueOf(GRACE_SECONDS));

    @Override
    public String name() {
        return "killed runner";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        try (var rig = Rig.start(folder);
                var marks = Marks.open(folder.resolve("marks"))) {
            var obedient = killed(rig, marks, "obedient", "exec sleep 600");
            var stubborn = killed(rig, marks, "stubborn", "trap '' INT TERM; while :; do sleep 1; done");
            return List.of(
                    new Figure(
                            "runner killed: noticed",
                            Math.max(obedient.noticed, stubborn.noticed),
                            "s",
                            new Figure.AtMost(5),
                            ""),
                    new Figure("runner killed: job's processes gone", obedient.gone, "s", new Figure.AtMost(1), ""),
                    new Figure(
                            "the same for a job that ignores signals, grace 2 s",
                            stubborn.gone,
                            "s",
                            new Figure.AtMost(1 + GRACE_SECONDS),
                            ""),
                    new Figure(
                            "runner frozen: noticed",
                            frozen(rig, marks),
                            "s",
                            new Figure.AtMost(30),
                            "heartbeats every 10 s"));
        }
    }

    /** In seconds after the kill. */
    private record Ending(double noticed, double gone) {}

    private static Ending killed(Rig rig, Marks marks, String name, String command) throws Exception {
        try (var runner = rig.runner(name, SETTINGS)) {
            runner.await("takes jobs");
            var job = rig.job(marks.command("$$") + "; " + command);
            var process = Path.of("/proc", marks.next().word(), "stat");
            long killed = System.nanoTime();
            runner.kill();
            var gone = CompletableFuture.supplyAsync(() -> gone(process, killed));
            double noticed = noticed(rig, job, killed);
            var ending = new Ending(noticed, gone.join());
            rig.api().post("/v1/jobs/" + job + "/cancel", Map.of());
            return ending;
        }
    }

    private static double frozen(Rig rig, Marks marks) throws Exception {
        try (var runner = rig.runner("frozen", SETTINGS)) {
            runner.await("takes jobs");
            var job = rig.job(marks.command("running") + "; exec sleep 600");
            marks.next();
            long stopped = System.nanoTime();
            stop(runner.pid());
            double noticed = noticed(rig, job, stopped);
            runner.kill();
            return noticed;
        }
    }

    private static void stop(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor();
    }

    private static double gone(Path stat, long sinceNanos) {
        return Conditions.eventually(
                PATIENCE,
                () -> "the job's process to end",
                () -> ended(stat) ? Optional.of((System.nanoTime() - sinceNanos) / 1e9) : Optional.<Double>empty());
    }

    /** Nobody may be there to collect its exit code, so a zombie is an ended process. */
    private static boolean ended(Path stat) {
        try {
            return Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private static double noticed(Rig rig, String job, long sinceNanos) {
        return Conditions.eventually(PATIENCE, () -> "the attempt to be seen as disconnected", () -> {
            var attempts = rig.api().get("/v1/jobs/" + job).ok().path("attempts");
            for (var attempt : attempts) {
                var status = attempt.path("status").asString();
                if (status.equals("disconnected") || status.equals("lost")) {
                    return Optional.of((System.nanoTime() - sinceNanos) / 1e9);
                }
            }
            return Optional.<Double>empty();
        });
    }
}
