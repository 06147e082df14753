package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Remove an install that has nothing deployed: deprovisioned, or never deployed.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall install delete acme")
final class InstallDelete implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    InstallDelete(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().delete(ApiPath.of("/v1/installs/{}", install));
        invocation.output().done(reply, "Removed install " + install + ".");
        return 0;
    }
}
