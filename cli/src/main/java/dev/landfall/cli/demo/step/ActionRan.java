package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The action ran after the deploy, and runs when asked. */
public final class ActionRan implements DemoStep {

    private static final String ACTION = "smoke";
    private static final String SAID = "says: Hello from 2 replicas";

    @Override
    public String title() {
        return "The action checks what was deployed";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.say("It ran by itself after the deploy; now somebody asks for it.");
        var after = stage.get("/v1/jobs?install=" + CreateInstall.INSTALL).path("items");
        transcript.check("It ran after the deploy", succeededActions(after) == 1, after.toString());
        transcript.command("action run " + CreateInstall.INSTALL + " " + ACTION);
        var run = work.settled(work.start("/v1/installs/{}/actions/{}/runs", CreateInstall.INSTALL, ACTION));
        var lines = log(work, run);
        transcript.output(lines);
        transcript.check(
                "It saw the service's outputs",
                Work.status(run).equals("succeeded") && lines.stream().anyMatch(line -> line.contains(SAID)),
                DeployInstall.failures(run));
    }

    private static List<String> log(Work work, JsonNode run) {
        return Work.jobs(run, "").stream()
                .flatMap(job -> work.log(job).stream())
                .toList();
    }

    private static long succeededActions(JsonNode jobs) {
        return jobs.valueStream()
                .filter(job -> job.path("kind").asString("").equals("action"))
                .filter(job -> Work.status(job).equals("succeeded"))
                .count();
    }
}
