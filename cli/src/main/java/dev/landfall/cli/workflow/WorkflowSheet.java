package dev.landfall.cli.workflow;

import dev.landfall.cli.output.Ages;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A workflow for people. */
final class WorkflowSheet {

    private WorkflowSheet() {}

    static void draw(Sheet sheet, JsonNode workflow, Ages ages) {
        sheet.field("Workflow", workflow, "/id")
                .field("Kind", workflow, "/kind")
                .field("Status", workflow, "/status")
                .field("Reason", workflow, "/reason")
                .field("Trigger", workflow, "/trigger")
                .field("Actor", workflow, "/actor")
                .field("Created", workflow, "/createdAt")
                .field(
                        "Took",
                        ages.span(
                                workflow.path("createdAt").asString(""),
                                workflow.path("endedAt").asString("")));
        sheet.table("Steps", workflow.path("steps"), steps());
        for (var step : workflow.path("steps")) {
            sheet.lines("Plan of " + step.path("name").asString(""), PlanLines.of(step.path("plan")));
        }
        sheet.lines("Waiting for you", Approvals.of(workflow).commands());
    }

    static void transitions(Sheet sheet, JsonNode workflow) {
        sheet.table(
                "Transitions",
                workflow.path("transitions"),
                List.of(
                        Column.of("AT", "/at"),
                        Column.of("ACTOR", "/actor"),
                        Column.of("WHAT", "/what"),
                        Column.of("FROM", "/from"),
                        Column.of("TO", "/to"),
                        Column.of("REASON", "/reason")));
    }

    private static List<Column> steps() {
        return List.of(
                Column.of("STEP", "/name"),
                Column.of("KIND", "/kind"),
                Column.of("STATUS", "/status"),
                Column.of("JOB", "/job"),
                Column.of("REASON", "/reason"));
    }
}
