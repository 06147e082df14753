package dev.landfall.cli.stack;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows where an install's stack stands. */
@Command(
        name = "show",
        description = {
            "Show whether an install's stack has called home, from which account, and what it has.",
            "A stack that waits is confirmed by 'landfall stack confirm'."
        },
        footerHeading = "%nExamples:%n",
        footer = "  landfall stack show acme")
final class StackShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    StackShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        StackSheet.show(invocation, invocation.api().get(ApiPath.of("/v1/installs/{}/stack", install)));
        return 0;
    }
}
