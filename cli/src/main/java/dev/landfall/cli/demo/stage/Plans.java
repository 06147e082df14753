package dev.landfall.cli.demo.stage;

import dev.landfall.cli.workflow.PlanLines;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Plans as the audience sees them. */
public final class Plans {

    private Plans() {}

    /** Every plan of a workflow, each under the name of its step; what was skipped with its reason. */
    public static List<String> all(JsonNode workflow) {
        var lines = new ArrayList<String>();
        for (var step : workflow.path("steps")) {
            if (step.path("plan").isObject()) {
                lines.add(Work.name(step));
                PlanLines.of(step.path("plan")).forEach(line -> lines.add("  " + line));
            } else if (Work.status(step).equals("skipped")) {
                lines.add(Work.name(step) + " skipped: " + step.path("reason").asString(""));
            }
        }
        return lines;
    }

    /** The plan that an approval step is about: its own, or that of a step that it depends on. */
    static List<String> before(JsonNode workflow, JsonNode approval) {
        if (approval.path("plan").isObject()) {
            return PlanLines.of(approval.path("plan"));
        }
        for (var dependency : approval.path("dependsOn")) {
            for (var step : workflow.path("steps")) {
                if (Work.name(step).equals(dependency.asString(""))) {
                    return PlanLines.of(step.path("plan"));
                }
            }
        }
        return List.of();
    }
}
