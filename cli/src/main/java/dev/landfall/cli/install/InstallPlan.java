package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = "Show what a deploy would change; nothing is applied.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall install plan acme --wait", "  landfall install plan acme --no-wait"})
final class InstallPlan implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Mixin
    Following following = new Following();

    InstallPlan(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var started = invocation.api().post(ApiPath.of("/v1/installs/{}/plan", install));
        return new WorkflowRun(invocation, following).follow(started);
    }
}
