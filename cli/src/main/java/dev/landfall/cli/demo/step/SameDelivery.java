package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;

/** GitHub sends the same delivery again; it is one event all the same. */
public final class SameDelivery implements DemoStep {

    private final Repository repository;
    private final Webhook webhook;
    private final Push push;

    public SameDelivery(Repository repository, Webhook webhook, Push push) {
        this.repository = repository;
        this.webhook = webhook;
        this.push = push;
    }

    @Override
    public String title() {
        return "The same delivery again starts nothing";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var before = jobs(stage);
        var reply = webhook.push(stage, Push.DELIVERY, repository.address(), push.commit());
        transcript.output(reply.toString());
        transcript.command("job list --project " + CreateProject.PROJECT);
        transcript.check("There is no second job", jobs(stage) == before, before + " jobs became " + jobs(stage));
    }

    private static int jobs(Stage stage) {
        return stage.get("/v1/jobs?project=" + CreateProject.PROJECT)
                .path("items")
                .size();
    }
}
