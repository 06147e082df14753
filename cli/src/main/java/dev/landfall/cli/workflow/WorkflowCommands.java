package dev.landfall.cli.workflow;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall workflow …}. */
public final class WorkflowCommands {

    private WorkflowCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("list", () -> new WorkflowList(invocation))
                .command("show", () -> new WorkflowShow(invocation))
                .command("approve", () -> new WorkflowApprove(invocation))
                .command("deny", () -> new WorkflowDeny(invocation))
                .command("cancel", () -> new WorkflowCancel(invocation))
                .command("retry", () -> new WorkflowRetry(invocation))
                .commandLine();
    }
}
