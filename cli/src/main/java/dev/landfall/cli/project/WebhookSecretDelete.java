package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Remove a webhook secret; deliveries signed with it are refused from then on.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project webhook-secret delete web ws_1")
final class WebhookSecretDelete implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Parameters(index = "1", paramLabel = "ID", description = "Id of the secret, as 'webhook-secret list' shows it.")
    String id = "";

    WebhookSecretDelete(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().delete(ApiPath.of("/v1/projects/{}/webhook-secrets/{}", project, id));
        invocation.output().done(reply, "Removed webhook secret " + id + ".");
        return 0;
    }
}
