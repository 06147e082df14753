package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Examples;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.protocol.json.Json;

/** A repository with a CI job, the project that watches it, the secret that its job uses. */
public final class CreateProject implements DemoStep {

    /** Name of the project in the story. */
    static final String PROJECT = "ci-example";

    private final Repository repository;
    private final Webhook webhook;
    private final String token;

    /**
     * @param token value of the secret that the job prints
     */
    public CreateProject(Repository repository, Webhook webhook, String token) {
        this.repository = repository;
        this.webhook = webhook;
        this.token = token;
    }

    @Override
    public String title() {
        return "A team adds its repository";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        Examples.copy("ci", repository.checkout(), stage.surroundings().folder());
        repository.create();
        transcript.command("secret set " + PROJECT + ":api-token");
        var secret = Json.mapper().createObjectNode().put("path", PROJECT).put("key", "api-token");
        stage.api().put(ApiPath.of("/v1/secrets"), secret.put("value", token));
        transcript.command("project create " + PROJECT + " --repository " + repository.address());
        var body = Json.mapper().createObjectNode().put("name", PROJECT).put("repository", repository.address());
        var project = stage.api().post(ApiPath.of("/v1/projects"), body);
        webhook.pointAt(
                project.at("/webhook/path").asString(""),
                project.at("/webhook/secret").asString(""));
        transcript.output("webhook " + stage.controlPlane().uri()
                + project.at("/webhook/path").asString(""));
        var shown = stage.get("/v1/projects/{}", PROJECT);
        transcript.check(
                "The webhook's secret is shown once and never again",
                project.at("/webhook/secret").isString()
                        && !shown.at("/webhook/secret").isString(),
                "it is shown again, or never was");
    }
}
