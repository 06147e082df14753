package dev.landfall.cli.workflow;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall workflow …}. */
public final class WorkflowCommands {

    private WorkflowCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new WorkflowList(invocation),
                new WorkflowShow(invocation),
                new WorkflowApprove(invocation),
                new WorkflowDeny(invocation),
                new WorkflowCancel(invocation),
                new WorkflowRetry(invocation));
    }
}
