package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Reason;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deny",
        description = "Say no to what a workflow waits for; nothing of it is applied.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall workflow deny in_7kq.wf_2mx --reason 'would replace the database'")
final class WorkflowDeny implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "WORKFLOW", description = "Id of the workflow.")
    String workflow = "";

    @Option(names = "--step", paramLabel = "NAME", description = "Only this step; without it the one that waits.")
    @Nullable String step;

    @Mixin
    Reason reason = new Reason();

    WorkflowDeny(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = reason.body();
        if (step != null) {
            body.put("step", step);
        }
        var reply = invocation.api().post(ApiPath.of("/v1/workflows/{}/deny", workflow), body);
        invocation.output().done(reply, "Denied; nothing was applied.");
        return 0;
    }
}
