package dev.landfall.cli.workflow;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plan in a few lines: its counts, its changes, the digest that an approval names. */
public final class PlanLines {

    private PlanLines() {}

    /**
     * @param plan {@code {hasChanges, toAdd, toChange, toDestroy, digest, summary}}; nothing when it is missing
     */
    public static List<String> of(JsonNode plan) {
        if (plan.isMissingNode() || plan.isNull()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                plan.path("hasChanges").asBoolean(true)
                        ? counts(plan)
                        : "No changes: what is there is what the config says.");
        plan.path("summary").forEach(line -> lines.add("  " + line.asString("")));
        var digest = plan.path("digest").asString("");
        if (!digest.isEmpty()) {
            lines.add("digest " + digest);
        }
        return lines;
    }

    private static String counts(JsonNode plan) {
        return plan.path("toAdd").asInt(0) + " to add, " + plan.path("toChange").asInt(0) + " to change, "
                + plan.path("toDestroy").asInt(0) + " to destroy";
    }
}
