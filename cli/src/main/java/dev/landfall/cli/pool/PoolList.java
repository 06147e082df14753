package dev.landfall.cli.pool;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the runner pools.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall pool list")
final class PoolList implements Callable<Integer> {

    private final Invocation invocation;

    PoolList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/pools")),
                        "No pools. Make one with: landfall pool create NAME",
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("ID", "/id"),
                                Column.of("WAITING", "/queue/visible"),
                                Column.of("HIDDEN", "/queue/hidden"),
                                Column.of("DEAD", "/queue/dead"),
                                new Column(
                                        "RUNNERS",
                                        pool -> pool.has("runners")
                                                ? String.valueOf(
                                                        pool.path("runners").size())
                                                : "")));
        return 0;
    }
}
