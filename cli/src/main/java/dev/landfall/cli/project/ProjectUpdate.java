package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        description = "Change a project. A list that is given replaces the old one.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project update web --branch main --branch 'release/*'")
final class ProjectUpdate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Option(names = "--repository", paramLabel = "URL", description = "Address that git clones from.")
    @Nullable String repository;

    @Mixin
    ProjectOptions options = new ProjectOptions();

    ProjectUpdate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (repository != null) {
            body.put("repository", repository);
        }
        options.addTo(body);
        if (body.isEmpty()) {
            throw LandfallException.invalid("Nothing to change: give at least one option.");
        }
        var reply = invocation.api().patch(ApiPath.of("/v1/projects/{}", project), body);
        invocation.output().done(reply, "Changed project " + project + ".");
        return 0;
    }
}
