package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "List the Terraform states of an install and who locks them.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall install state list acme")
final class StateList implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    StateList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/installs/{}/states", install)),
                        "No states yet: nothing was applied.",
                        List.of(
                                Column.of("WORKSPACE", "/workspace"),
                                Column.of("SERIAL", "/serial"),
                                Column.of("VERSIONS", "/versions"),
                                Column.of("LOCK", "/lock")));
        return 0;
    }
}
