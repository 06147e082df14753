package dev.landfall.cli.demo;

import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Transcript;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Ink;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall demo}. */
@Command(
        name = "demo",
        description = {
            "Tell the whole story on this machine: a control plane, a runner, an install from plan to removal, a CI job from",
            "webhook to log, a runner that is killed. Each step is checked; ends with 0 only if every check held.",
            "Needs git, and terraform or tofu; a chapter whose program is missing is skipped by name."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall demo", "  landfall demo --pause", "  landfall demo --keep --output json"})
public final class DemoCommand implements Callable<Integer> {

    private static final int SECRET_BYTES = 16;

    private final Invocation invocation;

    @Option(names = "--keep", description = "Keep the folder of the story and say where it is.")
    boolean keep;

    @Option(names = "--pause", description = "Wait for Enter before each step.")
    boolean pause;

    public DemoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        ProcessLog.quiet();
        var folder = Files.createTempDirectory("landfall-demo").toRealPath();
        try (var stage = new Stage(folder, invocation.surroundings(), transcript())) {
            var report = new DemoRun(stage, this::waitForPresenter).play(secret("license"), secret("token"));
            summarise(report);
            return report.held() ? 0 : 1;
        } finally {
            remove(folder);
        }
    }

    private Transcript transcript() {
        var json = invocation.output().isJson();
        PrintStream out = json
                ? invocation.surroundings().err()
                : invocation.surroundings().out();
        return new Transcript(out, new Ink(!json && invocation.surroundings().colored()));
    }

    private void waitForPresenter() {
        if (pause) {
            invocation.typed().enter("   … Enter to go on");
        }
    }

    private void summarise(DemoReport report) {
        invocation.output().say("");
        invocation
                .output()
                .items(
                        report.json(),
                        "",
                        List.of(
                                Column.of("CHAPTER", "/chapter"),
                                Column.of("STEP", "/step"),
                                Column.of("RESULT", "/outcome"),
                                Column.of("TOOK", "/took"),
                                Column.of("NOTE", "/note")));
        invocation.output().say("");
        invocation.output().say(report.held() ? "Every check held." : "A check did not hold; see above.");
    }

    private void remove(Path folder) {
        if (keep) {
            invocation.output().say("Kept: " + folder);
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The folder " + folder + " could not be removed; remove it by hand.", e);
        }
    }

    private static String secret(String prefix) {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return prefix + "-" + HexFormat.of().formatHex(bytes);
    }
}
