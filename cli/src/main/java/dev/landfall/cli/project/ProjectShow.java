package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Sheet;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show a project.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall project show web")
final class ProjectShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    ProjectShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().get(ApiPath.of("/v1/projects/{}", project));
        invocation
                .output()
                .one(reply, sheet -> draw(sheet, reply, invocation.settings().server()));
        return 0;
    }

    static void draw(Sheet sheet, JsonNode project, URI server) {
        sheet.field("Project", project, "/name")
                .field("Id", project, "/id")
                .field("Repository", project, "/repository")
                .field("Events", project, "/events")
                .field("Branches", project, "/branches")
                .field("Include", project, "/paths/include")
                .field("Exclude", project, "/paths/exclude")
                .field("Pool", project, "/pool")
                .field("Secret paths", project, "/secretPaths")
                .field("Webhook", server + project.at("/webhook/path").asString(""));
    }
}
