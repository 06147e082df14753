package dev.landfall.controlplane.install;

import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.protocol.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a step of an install's workflow does with which part.
 *
 * @param configVersion of the config that describes the part
 * @param trigger of an action; empty for others
 */
record StepParams(Part part, Does does, int configVersion, String trigger) {

    /** The things that steps do. */
    enum Does {
        PLAN("plan"),
        APPROVE("approve"),
        APPLY("apply"),
        RUN("run");

        private final String word;

        Does(String word) {
            this.word = word;
        }
    }

    static StepParams of(StepContext context) {
        return Json.mapper().treeToValue(context.step().definition().params(), StepParams.class);
    }

    /** The three steps that change a part. */
    static List<StepDefinition> change(Part part, int configVersion, List<String> dependsOn) {
        return List.of(
                plan(part, configVersion, dependsOn),
                StepDefinition.approval(
                        part.step("approve"), List.of(part.step("plan")), json(part, Does.APPROVE, configVersion)),
                StepDefinition.job(
                        part.step("apply"), List.of(part.step("approve")), json(part, Does.APPLY, configVersion)));
    }

    static StepDefinition plan(Part part, int configVersion, List<String> dependsOn) {
        return StepDefinition.job(part.step("plan"), dependsOn, json(part, Does.PLAN, configVersion));
    }

    static StepDefinition run(String step, Part action, int configVersion, String trigger, List<String> dependsOn) {
        var params = new StepParams(action, Does.RUN, configVersion, trigger);
        return StepDefinition.job(step, dependsOn, Json.mapper().valueToTree(params));
    }

    /** The name of the step that does something else with the same part. */
    String step(Does other) {
        return part.step(other.word);
    }

    private static JsonNode json(Part part, Does does, int configVersion) {
        return Json.mapper().valueToTree(new StepParams(part, does, configVersion, ""));
    }
}
