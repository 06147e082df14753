package dev.landfall.cli.workflow;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "approve",
        description = {
            "Say yes to what a workflow waits for. What is approved is printed first, and the approval names its digest:",
            "anything else is never applied."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall workflow approve in_7kq.wf_2mx",
            "  landfall workflow approve in_7kq.wf_2mx --step network.approve --digest 4f1c2d"
        })
final class WorkflowApprove implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "WORKFLOW", description = "Id of the workflow.")
    String workflow = "";

    @Option(names = "--step", paramLabel = "NAME", description = "Only this step; without it each that waits.")
    @Nullable String step;

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "Only if the plan is still this one; without it what the server shows now.")
    @Nullable String digest;

    WorkflowApprove(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var shown = invocation.api().get(ApiPath.of("/v1/workflows/{}", workflow));
        var approvals = Approvals.of(shown);
        var wanted = wanted(approvals, shown);
        var reply = shown;
        for (var each : wanted) {
            reply = approve(approvals, each);
        }
        invocation.output().done(reply, "Approved. Follow it with: landfall workflow show " + workflow);
        return 0;
    }

    private List<JsonNode> wanted(Approvals approvals, JsonNode shown) {
        var wanted = approvals.named(step);
        if (wanted.isEmpty()) {
            throw LandfallException.conflict("Workflow " + workflow + " ("
                    + shown.path("status").asString("") + ") does not wait for an approval"
                    + (step == null ? "" : " of step '" + step + "'") + ". See: landfall workflow show " + workflow);
        }
        if (digest != null && wanted.size() > 1) {
            throw LandfallException.invalid("Several steps wait; name the one of this digest with --step.");
        }
        return wanted;
    }

    private JsonNode approve(Approvals approvals, JsonNode waiting) {
        invocation.output().say("Approving " + Approvals.name(waiting) + ":");
        approvals.plan(waiting).forEach(line -> invocation.output().say("  " + line));
        var named = digest == null ? Approvals.digest(waiting) : digest;
        return Decide.approve(invocation.api(), workflow, Approvals.name(waiting), named);
    }
}
