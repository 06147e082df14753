package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Owner;
import dev.landfall.cli.invocation.Page;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "List the workflows of an install or a project, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall workflow list --install acme", "  landfall workflow list --project web --limit 5"})
final class WorkflowList implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    Owner owner = new Owner();

    @Mixin
    Page page = new Page();

    WorkflowList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var ages = invocation.output().ages();
        var path = page.turn(owner.narrow(ApiPath.of("/v1/workflows")));
        invocation
                .output()
                .items(
                        invocation.api().get(path),
                        "No workflows yet.",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.of("KIND", "/kind"),
                                Column.of("STATUS", "/status"),
                                Column.of("TRIGGER", "/trigger"),
                                Column.age("AGE", "/createdAt", ages),
                                Column.of("REASON", "/reason")));
        return 0;
    }
}
