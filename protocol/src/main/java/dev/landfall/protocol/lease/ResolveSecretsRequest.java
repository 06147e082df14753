package dev.landfall.protocol.lease;

import dev.landfall.protocol.job.SecretRef;
import java.util.List;

/** Asks for the values of references that the signed spec lists. */
public record ResolveSecretsRequest(Lease lease, List<SecretRef> refs) {

    public ResolveSecretsRequest {
        refs = List.copyOf(refs);
    }
}
