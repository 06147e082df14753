package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.StoreSecretOutputs;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.Secrets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code terraform output -json}: typed values, and for sensitive ones a reference to where they were stored. */
final class TerraformOutputs {

    private final JobContext context;

    TerraformOutputs(JobContext context) {
        this.context = context;
    }

    ResultDetail.Outputs read(String outputJson) {
        var outputs = parse(outputJson);
        var values = new TreeMap<String, OutputValue>();
        var sensitive = new HashMap<String, String>();
        outputs.properties().forEach(output -> {
            var value = output.getValue();
            if (value.path("sensitive").asBoolean(false)) {
                mask(value.path("value"), context.secrets());
                sensitive.put(output.getKey(), Json.writeString(value.path("value")));
            } else {
                values.put(output.getKey(), new OutputValue(typeOf(value), value.path("value"), null));
            }
        });
        store(sensitive, outputs, values);
        return new ResultDetail.Outputs(values);
    }

    private void store(Map<String, String> sensitive, JsonNode outputs, Map<String, OutputValue> values) {
        if (sensitive.isEmpty()) {
            return;
        }
        var refs = context.client()
                .storeSecretOutputs(new StoreSecretOutputs(context.lease(), sensitive))
                .refs();
        for (var name : sensitive.keySet()) {
            var ref = refs.get(name);
            if (ref == null) {
                throw LandfallException.internal(
                        "The control plane did not say where it stored the sensitive output '" + name + "'.", null);
            }
            values.put(name, new OutputValue(typeOf(outputs.path(name)), null, ref));
        }
    }

    private static @Nullable JsonNode typeOf(JsonNode output) {
        return output.has("type") ? output.path("type") : null;
    }

    private static void mask(JsonNode value, Secrets secrets) {
        if (value.isContainer()) {
            value.valueStream().forEach(inner -> mask(inner, secrets));
        } else if (value.isString() || value.isNumber()) {
            secrets.add(value.asString());
        }
    }

    private static JsonNode parse(String outputJson) {
        try {
            var outputs = Json.mapper().readTree(outputJson);
            if (outputs.isObject()) {
                return outputs;
            }
        } catch (JacksonException e) {
            throw garbage();
        }
        throw garbage();
    }

    /** Without the parser's own message, which quotes the text. */
    private static LandfallException garbage() {
        return LandfallException.unavailable(
                "'terraform output -json' did not print the outputs: the terraform on this runner is damaged or no "
                        + "Terraform. Install it again.",
                null);
    }
}
