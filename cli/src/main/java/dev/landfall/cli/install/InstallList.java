package dev.landfall.cli.install;

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
        description = "List the installs.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall install list", "  landfall install list --app hello"})
final class InstallList implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--app", paramLabel = "APP", description = "Only those of this app (name or id).")
    @Nullable String app;

    InstallList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/installs").with("app", app)),
                        "No installs yet. Make one with: landfall install create NAME --app APP",
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("APP", "/app"),
                                Column.of("VERSION", "/configVersion"),
                                Column.of("STATUS", "/status"),
                                Column.of("POOL", "/pool"),
                                Column.of("ID", "/id"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
