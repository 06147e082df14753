package dev.landfall.cli.action;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Cell;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "list",
        description = "List the actions of an install and what starts them.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall action list acme")
final class ActionList implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    ActionList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/installs/{}/actions", install)),
                        "The app has no actions.",
                        List.of(Column.of("NAME", "/name"), new Column("TRIGGERS", ActionList::triggers)));
        return 0;
    }

    private static String triggers(JsonNode action) {
        var words = new StringBuilder();
        for (var trigger : action.path("triggers")) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(trigger.isObject() ? Cell.text(trigger.path("type")) : Cell.text(trigger));
        }
        return words.toString();
    }
}
