package dev.landfall.runner.proof;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.runner.identity.azure.ManagedIdentities;

/** A token of the runner's managed identity for an audience that opens nothing. */
final class AzureProof implements ProofSource {

    private final ManagedIdentities identities;
    private final String clientId;

    AzureProof(ManagedIdentities identities, String clientId) {
        this.identities = identities;
        this.clientId = clientId;
    }

    @Override
    public IdentityProof prove(PoolId pool, String nonce, String key) {
        return new AzureToken(identities.token(clientId, AzureToken.AUDIENCE).accessToken());
    }
}
