package dev.landfall.runner.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code terraform show -json PLAN}. The redacted JSON is put together from members that are known to be harmless
 * or masked; variables, configuration and prior state are never in it, nor is any member that a newer Terraform adds.
 */
public final class PlanReader {

    private static final List<String> PLAIN =
            List.of("format_version", "terraform_version", "applyable", "complete", "errored", "timestamp");

    private static final List<String> RESOURCE = List.of(
            "address",
            "previous_address",
            "module_address",
            "mode",
            "type",
            "name",
            "index",
            "provider_name",
            "deposed",
            "action_reason");

    private final Redaction redaction;

    /** @param secrets values that the job got from the secret store; wherever one stands it is taken out */
    public PlanReader(Collection<String> secrets) {
        this.redaction = new Redaction(secrets);
    }

    /**
     * @throws LandfallException UNAVAILABLE when the text is not what Terraform prints
     */
    public PlanDisplay read(String showJson) {
        var plan = parse(showJson);
        var resources = new ArrayList<PlannedChange>();
        for (var resource : plan.path("resource_changes")) {
            resources.add(new PlannedChange(
                    resource.path("address").asString("?"),
                    resource.path("previous_address").asString(""),
                    resource.path("change")));
        }
        var outputs = new ArrayList<PlannedChange>();
        plan.path("output_changes")
                .properties()
                .forEach(output -> outputs.add(new PlannedChange("output " + output.getKey(), "", output.getValue())));
        return new PlanDisplay(
                resources.stream().anyMatch(PlannedChange::changesSomething)
                        || outputs.stream().anyMatch(PlannedChange::changesSomething),
                count(resources, PlannedChange.Action.CREATE, PlannedChange.Action.REPLACE),
                count(resources, PlannedChange.Action.UPDATE),
                count(resources, PlannedChange.Action.DESTROY, PlannedChange.Action.REPLACE),
                summary(resources, outputs),
                json(plan));
    }

    private static JsonNode parse(String showJson) {
        try {
            var plan = Json.mapper().readTree(showJson);
            if (plan.isObject() && plan.has("format_version")) {
                return plan;
            }
        } catch (JacksonException e) {
            throw garbage(e);
        }
        throw garbage(null);
    }

    private static LandfallException garbage(@Nullable Throwable cause) {
        return LandfallException.unavailable(
                "'terraform show -json' did not print a plan: the terraform on this runner is damaged or no Terraform. "
                        + "Install it again.",
                cause);
    }

    private static int count(List<PlannedChange> changes, PlannedChange.Action... actions) {
        var counted = List.of(actions);
        return (int) changes.stream()
                .filter(change -> counted.contains(change.action()))
                .count();
    }

    private List<String> summary(List<PlannedChange> resources, List<PlannedChange> outputs) {
        var lines = new ArrayList<String>();
        resources.stream().filter(PlannedChange::changesSomething).forEach(change -> lines.add(line(change)));
        outputs.stream().filter(PlannedChange::changesSomething).forEach(change -> lines.add(line(change)));
        if (lines.size() <= PlanDisplay.MAX_SUMMARY_LINES) {
            return lines;
        }
        var shown = new ArrayList<>(lines.subList(0, PlanDisplay.MAX_SUMMARY_LINES - 1));
        shown.add("… and " + (lines.size() - shown.size()) + " more");
        return shown;
    }

    private String line(PlannedChange change) {
        var line = redaction.withoutSecrets(change.line());
        return line.length() <= PlanDisplay.MAX_LINE_CHARACTERS
                ? line
                : line.substring(0, PlanDisplay.MAX_LINE_CHARACTERS) + "…";
    }

    private String json(JsonNode plan) {
        var whole = Json.writeString(redacted(plan, true));
        if (whole.getBytes(UTF_8).length <= PlanDisplay.MAX_JSON_BYTES) {
            return whole;
        }
        var short_ = Json.writeString(redacted(plan, false).put("truncated", true));
        return short_.getBytes(UTF_8).length <= PlanDisplay.MAX_JSON_BYTES
                ? short_
                : Json.writeString(plain(plan).put("truncated", true));
    }

    private ObjectNode redacted(JsonNode plan, boolean withValues) {
        var display = plain(plan);
        for (var list : List.of("resource_changes", "resource_drift")) {
            if (plan.has(list)) {
                var array = display.putArray(list);
                plan.path(list).forEach(resource -> array.add(resource(resource, withValues)));
            }
        }
        var outputs = display.putObject("output_changes");
        plan.path("output_changes")
                .properties()
                .forEach(output -> outputs.set(output.getKey(), change(output.getValue(), withValues)));
        return display;
    }

    private ObjectNode plain(JsonNode plan) {
        return copy(plan, PLAIN);
    }

    private ObjectNode resource(JsonNode resource, boolean withValues) {
        return copy(resource, RESOURCE).set("change", change(resource.path("change"), withValues));
    }

    private ObjectNode change(JsonNode change, boolean withValues) {
        var display = copy(change, List.of("actions"));
        if (withValues) {
            masked(change, "before", display);
            masked(change, "after", display);
            copyInto(display, change, List.of("after_unknown", "before_sensitive", "after_sensitive", "replace_paths"));
        }
        return display;
    }

    private void masked(JsonNode change, String name, ObjectNode display) {
        if (change.has(name)) {
            display.set(name, redaction.masked(change.path(name), change.path(name + "_sensitive")));
        }
    }

    private ObjectNode copy(JsonNode from, List<String> names) {
        var target = Json.mapper().createObjectNode();
        copyInto(target, from, names);
        return target;
    }

    private void copyInto(ObjectNode target, JsonNode from, List<String> names) {
        for (var name : names) {
            if (from.has(name)) {
                target.set(name, redaction.unmarked(from.path(name)));
            }
        }
    }
}
