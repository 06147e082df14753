package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Reason;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Cancel a workflow: its running jobs are interrupted, the rest does not start.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall workflow cancel in_7kq.wf_2mx --reason 'superseded'")
final class WorkflowCancel implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "WORKFLOW", description = "Id of the workflow.")
    String workflow = "";

    @Mixin
    Reason reason = new Reason();

    WorkflowCancel(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/workflows/{}/cancel", workflow), reason.body());
        invocation.output().done(reply, "Cancelling. Follow it with: landfall workflow show " + workflow);
        return 0;
    }
}
