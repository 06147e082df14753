package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "versions",
        description = "List the kept versions of a Terraform state.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall install state versions acme component-network")
final class StateVersions implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Parameters(index = "1", paramLabel = "WORKSPACE", description = "The state, as 'install state list' names it.")
    String workspace = "";

    StateVersions(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/installs/{}/states/{}/versions", install, workspace)),
                        "No versions are kept.",
                        List.of(
                                Column.of("SERIAL", "/serial"),
                                Column.of("SHA256", "/sha256"),
                                Column.of("JOB", "/job"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
