package dev.landfall.protocol.lease;

import dev.landfall.protocol.job.SecretRef;
import java.util.Map;

/** Values by reference. Never logged, never stored by a runner beyond the job. */
public record ResolvedSecrets(Map<SecretRef, String> values) {

    public ResolvedSecrets {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "ResolvedSecrets" + values.keySet();
    }
}
