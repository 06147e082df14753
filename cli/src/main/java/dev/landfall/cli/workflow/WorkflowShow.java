package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show a workflow: its steps, its plans, who must act.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall workflow show in_7kq.wf_2mx", "  landfall workflow show in_7kq.wf_2mx --transitions"})
final class WorkflowShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "WORKFLOW", description = "Id of the workflow.")
    String workflow = "";

    @Option(names = "--transitions", description = "Also every change with its time, actor and reason.")
    boolean transitions;

    WorkflowShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var output = invocation.output();
        var reply = invocation.api().get(ApiPath.of("/v1/workflows/{}", workflow));
        output.one(reply, sheet -> {
            WorkflowSheet.draw(sheet, reply, output.ages());
            if (transitions) {
                WorkflowSheet.transitions(sheet, reply);
            }
        });
        return 0;
    }
}
