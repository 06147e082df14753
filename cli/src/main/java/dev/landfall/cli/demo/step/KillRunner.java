package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Patience;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import dev.landfall.cli.output.Cell;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The runner is killed in the middle of a job, and the job finishes all the same. */
public final class KillRunner implements DemoStep {

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    @Override
    public String title() {
        return "Kill the runner in the middle of a job";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        var marker = stage.folder().resolve("first-attempt");
        var command = command(marker);
        transcript.command("project run " + CreateProject.PROJECT + " --name long --command '…'");
        var body = Json.mapper().createObjectNode().put("name", "long").put("command", command);
        var started = stage.api().post(ApiPath.of("/v1/projects/{}/jobs", CreateProject.PROJECT), body);
        var job = started.at("/job/id").asString("");
        Patience.until("The start of the job's process", AT_MOST, () -> Files.exists(marker), there -> there);
        transcript.say("The job runs. SIGKILL: the runner cannot say or clean up anything.");
        transcript.shell("kill -9 RUNNER");
        stage.runner().kill();
        Patience.until("The end of the job's process", AT_MOST, () -> processOf(marker), alive -> !alive);
        transcript.check("The job's process did not outlive its runner", true, "");
        transcript.command("runner start");
        stage.runner().start();
        var ended = work.ended(job);
        transcript.command("job show " + job);
        transcript.output(attempts(ended));
        transcript.check("The job succeeded all the same", Work.status(ended).equals("succeeded"), ended.toString());
        transcript.check(
                "In its second attempt",
                ended.path("attempts").size() == 2,
                ended.path("attempts").toString());
    }

    /** The first time it says so and hangs; the second time it finishes. */
    private static String command(Path marker) {
        return "if [ -e '" + marker
                + "' ]; then echo 'second attempt: done'; else echo 'first attempt: hanging'; echo $$ >'" + marker
                + ".new'; mv '" + marker + ".new' '" + marker + "'; sleep 300; fi";
    }

    private static boolean processOf(Path marker) {
        try {
            var pid = Long.parseLong(Files.readString(marker).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    private static List<String> attempts(JsonNode job) {
        return job.path("attempts")
                .valueStream()
                .map(attempt -> "attempt " + Cell.text(attempt.path("number")) + "  " + Work.status(attempt) + "  "
                        + Cell.text(attempt.path("reason")))
                .toList();
    }
}
