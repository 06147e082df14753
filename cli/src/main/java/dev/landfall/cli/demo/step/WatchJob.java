package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Patience;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** The commit's own definition is read, and its job runs at that commit; the secret in its log is masked. */
public final class WatchJob implements DemoStep {

    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final String JOB = "test";

    private final Push push;
    private final String token;

    /**
     * @param token value that the job prints and nobody may see
     */
    public WatchJob(Push push, String token) {
        this.push = push;
        this.token = token;
    }

    @Override
    public String title() {
        return "Its job runs, and the log hides the secret";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.say(
                "An evaluate job reads .landfall/jobs of that commit on the runner; the job that it names follows.");
        var started = Patience.until(
                "The start of the job",
                AT_MOST,
                () -> stage.get("/v1/workflows/{}", push.workflow()),
                view -> !Work.jobs(view, JOB).isEmpty() || Work.status(view).equals("failed"));
        var jobs = Work.jobs(started, JOB);
        transcript.check("The commit defines a job '" + JOB + "'", !jobs.isEmpty(), DeployInstall.failures(started));
        var job = jobs.get(0);
        transcript.command("job logs -f " + job);
        var lines = work.log(job);
        transcript.output(lines);
        var ended = work.ended(job);
        transcript.check("It succeeded", Work.status(ended).equals("succeeded"), ended.toString());
        transcript.check("It ran at the pushed commit", contains(lines, "Testing " + push.commit()), lines.toString());
        transcript.check("The secret is nowhere in the log, base64 included", !leaked(lines), "it is there");
    }

    private boolean leaked(List<String> lines) {
        var text = String.join("\n", lines);
        var encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return text.contains(token) || text.contains(encoded);
    }

    private static boolean contains(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }
}
