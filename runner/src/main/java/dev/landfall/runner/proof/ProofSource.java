package dev.landfall.runner.proof;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;

/** Makes proofs of one kind of identity. Thread-safe. */
@FunctionalInterface
interface ProofSource {

    /**
     * @param key thumbprint of the runner's own key
     * @throws dev.landfall.protocol.error.LandfallException when the cloud gives nothing to prove it with
     */
    IdentityProof prove(PoolId pool, String nonce, String key);
}
