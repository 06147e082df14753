package dev.landfall.runner.proof;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.runner.identity.azure.InstanceIdentities;

/** A token of the runner's managed identity for an audience that opens nothing. */
final class AzureProof implements ProofSource {

    private final InstanceIdentities identities;
    private final String clientId;

    AzureProof(InstanceIdentities identities, String clientId) {
        this.identities = identities;
        this.clientId = clientId;
    }

    @Override
    public IdentityProof prove(PoolId pool, String nonce, String key) {
        return new AzureToken(identities.token(clientId, AzureToken.AUDIENCE).accessToken());
    }
}
