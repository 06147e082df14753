package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A step as its workflow's rules ask for it.
 *
 * @param name unique in the workflow: 1 to 150 of {@code A-Z a-z 0-9 . _ : -}
 * @param dependsOn names of steps that must have ended before
 * @param params what the rules want to know again when the step is ready
 */
public record StepDefinition(
        String name, StepKind kind, List<String> dependsOn, StepCondition condition, JsonNode params) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,150}");

    public StepDefinition {
        dependsOn = List.copyOf(dependsOn);
        if (!NAME.matcher(name).matches()) {
            throw LandfallException.invalid("A step's name is 1 to 150 of A-Z, a-z, 0-9, '.', '_', ':' and '-'; '"
                    + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "' is not.");
        }
    }

    /** A job that runs when all that it depends on succeeded. */
    public static StepDefinition job(String name, List<String> dependsOn, JsonNode params) {
        return new StepDefinition(name, StepKind.JOB, dependsOn, StepCondition.ALL_SUCCESS, params);
    }

    /** An approval that is asked for when all that it depends on succeeded. */
    public static StepDefinition approval(String name, List<String> dependsOn, JsonNode params) {
        return new StepDefinition(name, StepKind.APPROVAL, dependsOn, StepCondition.ALL_SUCCESS, params);
    }
}
