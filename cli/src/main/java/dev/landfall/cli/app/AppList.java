package dev.landfall.cli.app;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the apps.", footerHeading = "%nExamples:%n", footer = "  landfall app list")
final class AppList implements Callable<Integer> {

    private final Invocation invocation;

    AppList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/apps")),
                        "No apps yet. Store one with: landfall app sync DIR",
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("TITLE", "/displayName"),
                                Column.of("VERSION", "/latestVersion"),
                                Column.of("ID", "/id"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
