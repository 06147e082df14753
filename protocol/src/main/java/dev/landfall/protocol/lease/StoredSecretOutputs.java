package dev.landfall.protocol.lease;

import dev.landfall.protocol.job.SecretRef;
import java.util.Map;

/** Where each sensitive output is now. */
public record StoredSecretOutputs(Map<String, SecretRef> refs) {

    public StoredSecretOutputs {
        refs = Map.copyOf(refs);
    }
}
