package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "List the webhook secrets of a project; never their values.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project webhook-secret list web")
final class WebhookSecretList implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    WebhookSecretList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/projects/{}/webhook-secrets", project)),
                        "The project has no webhook secret: every delivery is refused.",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
