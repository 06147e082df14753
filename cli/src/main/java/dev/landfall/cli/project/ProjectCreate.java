package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Sheet;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "create",
        description = {
            "Make a CI project: a repository whose events start the jobs in its .landfall/jobs folder.",
            "Prints where to send webhooks, and the secret that signs them: it is shown this once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall project create web --repository https://github.com/acme/web.git",
            "  landfall project create web --repository https://github.com/acme/web.git --branch main --event push",
            "  landfall project create web --repository https://github.com/acme/web.git --git-token web:github-token"
        })
final class ProjectCreate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "Name of the project.")
    String name = "";

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "URL",
            description = "Address that git clones from; without user or password.")
    String repository = "";

    @Mixin
    ProjectOptions options = new ProjectOptions();

    ProjectCreate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode().put("name", name).put("repository", repository);
        options.addTo(body);
        var reply = invocation.api().post(ApiPath.of("/v1/projects"), body);
        invocation.output().one(reply, sheet -> draw(sheet, reply));
        return 0;
    }

    private void draw(Sheet sheet, JsonNode project) {
        ProjectShow.draw(sheet, project, invocation.settings().server());
        sheet.field("Secret", project, "/webhook/secret")
                .lines(
                        "Next",
                        List.of("Add a webhook to the repository with this address and secret, content type JSON,"
                                + " events push and create. The secret is not shown again."));
    }
}
