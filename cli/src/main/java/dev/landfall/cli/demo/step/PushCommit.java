package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Patience;
import dev.landfall.cli.demo.stage.Stage;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A commit is pushed; GitHub's signed delivery starts a workflow. */
public final class PushCommit implements DemoStep {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Repository repository;
    private final Webhook webhook;
    private final Push push;

    public PushCommit(Repository repository, Webhook webhook, Push push) {
        this.repository = repository;
        this.webhook = webhook;
        this.push = push;
    }

    @Override
    public String title() {
        return "A commit is pushed";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.shell("git commit && git push");
        push.of(repository.commitAndPush("Add tests"));
        transcript.output("commit " + push.commit());
        transcript.say("GitHub sends its push event, signed with the project's secret.");
        var before = System.nanoTime();
        var reply = webhook.push(stage, Push.DELIVERY, repository.address(), push.commit());
        var millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
        transcript.output("answered in " + millis + " ms: " + reply);
        transcript.check(
                "The delivery is stored and accepted",
                reply.path("status").asString("").equals("accepted"),
                reply.toString());
        var workflow = Patience.until(
                "A workflow of the push",
                AT_MOST,
                () -> delivery(stage),
                seen -> seen.path("workflow").isString());
        push.started(workflow.path("workflow").asString(""));
        transcript.command("events list " + CreateProject.PROJECT);
        transcript.check("It started workflow " + push.workflow(), true, "");
    }

    private static JsonNode delivery(Stage stage) {
        var path = ApiPath.of("/v1/events").with("project", CreateProject.PROJECT);
        return stage.api().get(path).at("/items/0");
    }
}
