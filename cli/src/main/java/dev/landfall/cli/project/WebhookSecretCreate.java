package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Make a further webhook secret; the old ones stay valid until you remove them. Shown this once.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project webhook-secret create web")
final class WebhookSecretCreate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    WebhookSecretCreate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/projects/{}/webhook-secrets", project));
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Id", reply, "/id")
                                .field("Secret", reply, "/secret")
                                .lines(
                                        "Next",
                                        List.of(
                                                "Enter it at the repository's webhook, then remove the old one with:",
                                                "landfall project webhook-secret delete " + project + " OLD_ID")));
        return 0;
    }
}
