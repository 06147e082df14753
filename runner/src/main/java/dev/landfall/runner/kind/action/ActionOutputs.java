package dev.landfall.runner.kind.action;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.kind.SecretValues;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Outputs of all steps: flat, where a later step's value replaces an earlier one's, and below {@code steps} by the
 * step's name. An output that holds one of the job's secrets is refused, since outputs are kept in clear.
 */
final class ActionOutputs {

    private static final String STEPS = "steps";

    private final Map<String, JsonNode> flat = new LinkedHashMap<>();
    private final ObjectNode steps = Json.mapper().createObjectNode();

    void add(String step, Map<String, JsonNode> outputs, SecretValues secrets) {
        var ofStep = Json.mapper().createObjectNode();
        outputs.forEach((name, value) -> {
            check(step, name, value, secrets);
            flat.put(name, value);
            ofStep.set(name, value);
        });
        if (!outputs.isEmpty()) {
            steps.set(step, ofStep);
        }
    }

    ResultDetail.Outputs detail() {
        var values = new LinkedHashMap<String, OutputValue>();
        flat.forEach((name, value) -> values.put(name, new OutputValue(null, value, null)));
        if (!steps.isEmpty()) {
            values.put(STEPS, new OutputValue(null, steps, null));
        }
        return new ResultDetail.Outputs(values);
    }

    private static void check(String step, String name, JsonNode value, SecretValues secrets) {
        if (name.equals(STEPS)) {
            throw LandfallException.invalid("Step '" + step + "' has an output named '" + STEPS
                    + "', which holds the outputs by step: choose another name.");
        }
        if (secrets.standIn(value.isString() ? value.stringValue() : Json.writeString(value))) {
            throw LandfallException.invalid("The output '" + name + "' of step '" + step
                    + "' holds a secret, and outputs are kept in clear: write it to the secret store instead.");
        }
    }
}
