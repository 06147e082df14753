package dev.landfall.cli.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of a workflow that wait for somebody's yes or no, as the server shows them. */
final class Approvals {

    private final JsonNode workflow;
    private final List<JsonNode> waiting;

    private Approvals(JsonNode workflow, List<JsonNode> waiting) {
        this.workflow = workflow;
        this.waiting = waiting;
    }

    static Approvals of(JsonNode workflow) {
        var waiting = new ArrayList<JsonNode>();
        for (var step : workflow.path("steps")) {
            if (step.path("status").asString("").equals("awaiting-approval")) {
                waiting.add(step);
            }
        }
        return new Approvals(workflow, waiting);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The one of that name, or each when none is named. */
    List<JsonNode> named(@Nullable String step) {
        return waiting.stream()
                .filter(each -> step == null || name(each).equals(step))
                .toList();
    }

    /** What is approved by a yes to that step: its plan, digest included. */
    List<String> plan(JsonNode step) {
        var own = step.path("plan");
        var plan = own.isObject() ? own : planBefore(step).orElse(own);
        var lines = new ArrayList<>(PlanLines.of(plan));
        if (lines.stream().noneMatch(line -> line.startsWith("digest "))
                && !digest(step).isEmpty()) {
            lines.add("digest " + digest(step));
        }
        return lines;
    }

    /** One command for each. */
    List<String> commands() {
        return waiting.stream().map(this::command).toList();
    }

    String command(JsonNode step) {
        return "landfall workflow approve " + workflow.path("id").asString("") + " --step " + name(step)
                + (digest(step).isEmpty() ? "" : " --digest " + digest(step));
    }

    static String name(JsonNode step) {
        return step.path("name").asString("");
    }

    /** The digest that the yes must name; empty when the step has none. */
    static String digest(JsonNode step) {
        return step.at("/approval/digest").asString(step.at("/plan/digest").asString(""));
    }

    private Optional<JsonNode> planBefore(JsonNode step) {
        for (var dependency : step.path("dependsOn")) {
            for (var other : workflow.path("steps")) {
                if (name(other).equals(dependency.asString(""))
                        && other.path("plan").isObject()) {
                    return Optional.of(other.path("plan"));
                }
            }
        }
        return Optional.empty();
    }
}
