package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Remove a project. Its webhooks are refused from then on.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project delete web")
final class ProjectDelete implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    ProjectDelete(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().delete(ApiPath.of("/v1/projects/{}", project));
        invocation.output().done(reply, "Removed project " + project + ".");
        return 0;
    }
}
