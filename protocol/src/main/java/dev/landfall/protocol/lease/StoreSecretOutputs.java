package dev.landfall.protocol.lease;

import java.util.Map;

/**
 * Hands sensitive outputs to the secret store; the reply is a {@link StoredSecretOutputs}.
 *
 * @param values by output name, each as JSON text
 */
public record StoreSecretOutputs(Lease lease, Map<String, String> values) {

    public StoreSecretOutputs {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "StoreSecretOutputs[" + lease + ", " + values.keySet() + "]";
    }
}
