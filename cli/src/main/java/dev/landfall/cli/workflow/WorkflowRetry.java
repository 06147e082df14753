package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Run the failed steps of a workflow again. An apply plans and asks for approval again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall workflow retry in_7kq.wf_2mx",
            "  landfall workflow retry in_7kq.wf_2mx --step network.apply"
        })
final class WorkflowRetry implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "WORKFLOW", description = "Id of the workflow.")
    String workflow = "";

    @Option(names = "--step", paramLabel = "NAME", description = "Only this step; without it each that failed.")
    @Nullable String step;

    WorkflowRetry(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (step != null) {
            body.put("step", step);
        }
        var reply = invocation.api().post(ApiPath.of("/v1/workflows/{}/retry", workflow), body);
        invocation.output().done(reply, "Running again. Follow it with: landfall workflow show " + workflow);
        return 0;
    }
}
