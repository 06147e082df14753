package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Owner;
import dev.landfall.cli.invocation.Page;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List jobs, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall job list", "  landfall job list --install acme --status failed"})
final class JobList implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    Owner owner = new Owner();

    @Mixin
    Page page = new Page();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only queued, running, succeeded, failed, timed-out or cancelled ones.")
    @Nullable String status;

    JobList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var path = page.turn(owner.narrow(ApiPath.of("/v1/jobs")).with("status", status));
        var ages = invocation.output().ages();
        invocation
                .output()
                .items(
                        invocation.api().get(path),
                        "No jobs yet.",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.of("KIND", "/kind"),
                                Column.of("NAME", "/name"),
                                Column.of("STATUS", "/status"),
                                Column.age("AGE", "/createdAt", ages),
                                Column.of("REASON", "/reason")));
        return 0;
    }
}
