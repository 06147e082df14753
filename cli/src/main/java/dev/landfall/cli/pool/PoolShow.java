package dev.landfall.cli.pool;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show a pool: how long its queue is, how old, and its runners.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall pool show default")
final class PoolShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "Name or id of the pool.")
    String pool = "";

    PoolShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().get(ApiPath.of("/v1/pools/{}", pool));
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Pool", reply, "/name")
                                .field("Id", reply, "/id")
                                .field("Waiting", reply, "/queue/visible")
                                .field("Hidden", reply, "/queue/hidden")
                                .field("Dead letters", reply, "/queue/dead")
                                .field("Oldest (s)", reply, "/queue/oldestSeconds")
                                .table(
                                        "Runners",
                                        reply.path("runners"),
                                        List.of(
                                                Column.of("NAME", "/name"),
                                                Column.of("STATUS", "/status"),
                                                Column.of("BUSY", "/busy"),
                                                Column.of("SLOTS", "/slots"),
                                                Column.age(
                                                        "SEEN",
                                                        "/lastSeenAt",
                                                        invocation.output().ages()))));
        return 0;
    }
}
