package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List the runners that the control plane knows.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner list", "  landfall runner list --pool default"})
final class RunnerList implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--pool", paramLabel = "POOL", description = "Only those of this pool (name or id).")
    @Nullable String pool;

    RunnerList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/runners").with("pool", pool)),
                        "No runners. On a machine that shall be one: landfall runner register",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.of("NAME", "/name"),
                                Column.of("POOL", "/pool"),
                                Column.of("STATUS", "/status"),
                                Column.of("BUSY", "/busy"),
                                Column.of("SLOTS", "/slots"),
                                Column.of("DRAINING", "/draining"),
                                Column.of("VERSION", "/version"),
                                Column.age(
                                        "SEEN",
                                        "/lastSeenAt",
                                        invocation.output().ages())));
        return 0;
    }
}
