package dev.landfall.integration.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job prints 1,000,000 lines while 50 secrets are masked, and a reader follows its log over the API to the end. */
final class LongLog implements Measurement {

    private static final int LINES = 1_000_000;

    /** A log is small beside this when it is not kept in memory. */
    private static final double FLAT_MIB = 16;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<Figure> measure(Path folder) throws Exception {
        var bytes = SampleLog.lines(LINES);
        var log = Files.write(folder.resolve("log"), bytes);
        try (var rig = Rig.start(folder)) {
            var runner = rig.runner("runner", Map.of("LANDFALL_RUNNER_SLOTS", "2"));
            runner.await("takes jobs");
            var secrets = secrets(rig);
            follow(rig, rig.job("head -n 100000 '" + log + "'", secrets));
            double before = LiveHeap.mib(runner.pid());
            long start = System.nanoTime();
            var lines = follow(rig, rig.job("cat '" + log + "'", secrets));
            double seconds = (System.nanoTime() - start) / 1e9;
            double after = LiveHeap.mib(runner.pid());
            if (lines.count != LINES || lines.leaked) {
                throw new IllegalStateException("The log came back with " + lines);
            }
            return List.of(
                    new Figure(
                            "log of 1,000,000 lines (100 MB), 50 secrets, until read by a follower",
                            seconds,
                            "s",
                            new Figure.AtMost(8),
                            "writing the same to a file: " + Figure.number(plain(folder, bytes)) + " s"),
                    new Figure(
                            "runner's live heap, growth by that log",
                            after - before,
                            "MiB",
                            new Figure.AtMost(FLAT_MIB),
                            "before: " + Figure.number(before) + " MiB; resident after: "
                                    + Figure.number(runner.residentMib()) + " MiB"));
        }
    }

    /** What a follower saw. */
    private record Seen(int count, boolean leaked) {}

    private static Map<String, String> secrets(Rig rig) {
        var environment = new HashMap<String, String>();
        int number = 0;
        for (var secret : SampleLog.secrets()) {
            var key = "S" + number++;
            rig.api()
                    .put("/v1/secrets", Map.of("path", Rig.PROJECT, "key", key, "value", secret))
                    .ok();
            environment.put(key, "${secret:" + Rig.PROJECT + ":" + key + "}");
        }
        return environment;
    }

    private static Seen follow(Rig rig, String job) {
        int count = 0;
        boolean leaked = false;
        var after = "";
        while (true) {
            var page = rig.api()
                    .get("/v1/jobs/" + job + "/logs?waitSeconds=20&limit=10000"
                            + (after.isEmpty() ? "" : "&after=" + after))
                    .ok();
            for (var line : page.path("lines")) {
                var text = line.path("text").asString();
                if (!line.path("stream").asString().equals("notice")) {
                    count++;
                }
                leaked |=
                        text.contains(" token=") && SampleLog.secrets().stream().anyMatch(text::contains);
            }
            after = page.path("next").asString();
            if (page.path("end").asBoolean()) {
                return new Seen(count, leaked);
            }
        }
    }

    private static double plain(Path folder, byte[] bytes) throws IOException {
        long start = System.nanoTime();
        Files.writeString(folder.resolve("copy"), new String(bytes, StandardCharsets.ISO_8859_1));
        return (System.nanoTime() - start) / 1e9;
    }
}
