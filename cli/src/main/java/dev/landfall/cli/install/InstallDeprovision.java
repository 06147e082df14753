package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.workflow.Approving;
import dev.landfall.cli.workflow.WorkflowRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "deprovision",
        description = "Destroy everything that an install made, last component first. Each plan waits for an approval.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall install deprovision acme", "  landfall install deprovision acme --approve"})
final class InstallDeprovision implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Mixin
    Approving approving = new Approving();

    InstallDeprovision(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var started = invocation.api().post(ApiPath.of("/v1/installs/{}/deprovision", install));
        return new WorkflowRun(invocation, approving).follow(started);
    }
}
