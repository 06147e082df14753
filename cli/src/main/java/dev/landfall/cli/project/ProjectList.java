package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the projects.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project list")
final class ProjectList implements Callable<Integer> {

    private final Invocation invocation;

    ProjectList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/projects")),
                        "No projects yet. Make one with: landfall project create NAME --repository URL",
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("REPOSITORY", "/repository"),
                                Column.of("EVENTS", "/events"),
                                Column.of("ID", "/id"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
