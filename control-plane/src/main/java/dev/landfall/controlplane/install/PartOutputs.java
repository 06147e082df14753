package dev.landfall.controlplane.install;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes and reads the outputs of parts: in the record where they are small, else in a blob that the record names. */
final class PartOutputs {

    /** Larger outputs go to a blob, so that the record stays under the store's limit. */
    static final int MAX_RECORD_BYTES = 16 * 1024;

    private final Blobs blobs;

    PartOutputs(Blobs blobs) {
        this.blobs = blobs;
    }

    PartState state(
            PartState.Status status,
            Part part,
            int configVersion,
            String checksum,
            WorkflowId workflow,
            Instant at,
            Map<String, OutputValue> outputs,
            boolean provisioned) {
        byte[] json = Json.write(outputs);
        if (json.length <= MAX_RECORD_BYTES) {
            return new PartState(
                    part.text(), status, configVersion, checksum, workflow, at, outputs, null, null, provisioned);
        }
        var sha256 = Sha256.hex(json);
        var key = "outputs/" + workflow.partition() + "/" + part.workspace() + "/" + sha256;
        blobs.put(key, json);
        return new PartState(
                part.text(), status, configVersion, checksum, workflow, at, Map.of(), key, sha256, provisioned);
    }

    Map<String, OutputValue> of(PartState state) {
        var key = state.outputsBlob();
        if (key == null) {
            return state.outputs();
        }
        var bytes = blobs.find(key)
                .filter(found -> Sha256.hex(found).equals(state.outputsSha256()))
                .orElseThrow(() -> LandfallException.internal(
                        "The outputs of " + state.part()
                                + " are missing or damaged in the blob store; deploy it again.",
                        null));
        var outputs = new LinkedHashMap<String, OutputValue>();
        Json.readTree(bytes)
                .properties()
                .forEach(entry ->
                        outputs.put(entry.getKey(), Json.mapper().treeToValue(entry.getValue(), OutputValue.class)));
        return outputs;
    }

    /** Outputs as templates read them: plain values, sensitive ones as references. */
    JsonNode forTemplates(PartState state) {
        var values = JsonNodeFactory.instance.objectNode();
        of(state).forEach((name, output) -> {
            var secret = output.secret();
            values.set(
                    name,
                    secret == null
                            ? Objects.requireNonNullElse(output.value(), JsonNodeFactory.instance.nullNode())
                            : JsonNodeFactory.instance.stringNode(secret.inText()));
        });
        return values;
    }

    /** Outputs as the API shows them: sensitive ones as where they are. */
    Map<String, Object> forPeople(PartState state) {
        var values = new LinkedHashMap<String, Object>();
        of(state).forEach((name, output) -> {
            var secret = output.secret();
            values.put(
                    name,
                    secret == null
                            ? Objects.requireNonNullElse(output.value(), JsonNodeFactory.instance.nullNode())
                            : Map.of("secret", secret));
        });
        return values;
    }
}
