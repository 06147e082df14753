package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.role.Roles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "roles",
        description = {
            "Show under which role each operation of a project runs, and who changed that; with --file, replace them.",
            "The file is JSON as this command prints it with --output json."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall project roles web", "  landfall project roles web --file roles.json"})
final class ProjectRoles implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Option(names = "--file", paramLabel = "FILE", description = "The roles from now on, all of them.")
    @Nullable Path file;

    ProjectRoles(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return new Roles(invocation).run(ApiPath.of("/v1/projects/{}/roles", project), file);
    }
}
