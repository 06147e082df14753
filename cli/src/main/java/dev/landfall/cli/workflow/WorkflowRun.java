package dev.landfall.cli.workflow;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Progress;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Follows a workflow that was just started: says each change, shows each plan that waits for an approval, and asks for
 * the approval when a person is there. Without a person it says the exact command that approves, and ends.
 */
public final class WorkflowRun {

    private final Invocation invocation;
    private final boolean waits;
    private final boolean approves;

    public WorkflowRun(Invocation invocation, Following options) {
        this.invocation = invocation;
        this.waits = options.waits();
        this.approves = false;
    }

    public WorkflowRun(Invocation invocation, Approving options) {
        this.invocation = invocation;
        this.waits = options.following.waits();
        this.approves = options.approve;
    }

    /**
     * @param started the API's reply, {@code {workflow: {id}}}
     * @return exit code: 0 when it succeeded or waits for an approval, 1 when it failed or was cancelled
     */
    public int follow(JsonNode started) {
        var id = started.at("/workflow/id").asString("");
        if (!waits) {
            invocation.output().done(started, "Started " + id + ". Follow it with: landfall workflow show " + id);
            return 0;
        }
        invocation.output().say("Workflow " + id);
        try (var progress = invocation.progress()) {
            return follow(id, new WorkflowWatch(invocation.api(), id, progress), progress);
        }
    }

    private int follow(String id, WorkflowWatch watch, Progress progress) {
        while (true) {
            var view = watch.until(WorkflowWatch::awaitsApproval);
            progress.clear();
            if (WorkflowWatch.ended(view)) {
                return ended(view);
            }
            if (!approved(id, view)) {
                return waiting(view);
            }
        }
    }

    private int ended(JsonNode view) {
        var status = view.path("status").asString("");
        var reason = view.path("reason").asString("");
        invocation.output().one(view, sheet -> {
            for (var step : view.path("steps")) {
                sheet.lines("Plan of " + Approvals.name(step), PlanLines.of(step.path("plan")));
            }
            sheet.lines("Result", List.of(status + (reason.isEmpty() ? "" : ": " + reason)));
        });
        return status.equals("succeeded") ? 0 : 1;
    }

    private boolean approved(String id, JsonNode view) {
        var approvals = Approvals.of(view);
        for (var step : approvals.named(null)) {
            invocation.output().say(Approvals.name(step) + " waits for your approval of:");
            approvals.plan(step).forEach(line -> invocation.output().say("  " + line));
            if (!approves && !invocation.typed().agrees("Apply exactly this?")) {
                return false;
            }
            Decide.approve(invocation.api(), id, Approvals.name(step), Approvals.digest(step));
        }
        return true;
    }

    private int waiting(JsonNode view) {
        invocation
                .output()
                .one(
                        view,
                        sheet -> sheet.lines(
                                "Nothing was applied. To approve exactly what is shown:",
                                Approvals.of(view).commands()));
        return 0;
    }
}
