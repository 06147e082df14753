package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.job.OutputLines;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show an install: its inputs, components and outputs.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall install show acme")
final class InstallShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    InstallShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().get(ApiPath.of("/v1/installs/{}", install));
        invocation.output().one(reply, sheet -> draw(sheet, reply));
        return 0;
    }

    private static void draw(Sheet sheet, JsonNode install) {
        sheet.field("Install", install, "/name")
                .field("Id", install, "/id")
                .field("App", install, "/app")
                .field("Version", install, "/configVersion")
                .field("Status", install, "/status")
                .field("Approval", install, "/approval")
                .field("Pool", install, "/pool")
                .field("Workflow", install, "/activeWorkflow")
                .lines("Inputs", OutputLines.of(install.path("inputs")))
                .table(
                        "Components",
                        install.path("components"),
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("STATUS", "/status"),
                                Column.of("LAST WORKFLOW", "/lastWorkflow")))
                .lines("Outputs", outputs(install.path("outputs")));
    }

    private static List<String> outputs(JsonNode outputs) {
        var lines = new ArrayList<String>();
        OutputLines.of(outputs.path("sandbox")).forEach(line -> lines.add("sandbox." + line));
        outputs.path("components")
                .properties()
                .forEach(component -> OutputLines.of(component.getValue())
                        .forEach(line -> lines.add(component.getKey() + "." + line)));
        return lines;
    }
}
