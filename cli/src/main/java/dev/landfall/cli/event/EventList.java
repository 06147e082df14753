package dev.landfall.cli.event;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Page;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "List the webhook deliveries of a project, newest first, and what became of each.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall events list web")
final class EventList implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Mixin
    Page page = new Page();

    EventList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var path = page.turn(ApiPath.of("/v1/events").with("project", project));
        invocation
                .output()
                .items(
                        invocation.api().get(path),
                        "No deliveries yet.",
                        List.of(
                                Column.of("DELIVERY", "/id"),
                                Column.of("EVENT", "/event"),
                                Column.of("STATUS", "/status"),
                                Column.of("WORKFLOW", "/workflow"),
                                Column.of("REDELIVERED", "/redeliveries"),
                                Column.age(
                                        "AGE",
                                        "/receivedAt",
                                        invocation.output().ages()),
                                Column.of("REASON", "/reason")));
        return 0;
    }
}
