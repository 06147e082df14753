package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.identity.Challenge;
import dev.landfall.controlplane.identity.IdentityCheck;
import dev.landfall.controlplane.identity.Nonces;
import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.identity.UsedProofs;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.signature.EcJwk;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes proofs of identity: fresh, shown once, and of an identity that the pool trusts now. Thread-safe. */
final class Identities {
    /** A session's heartbeats renew its token for so long after a proof; then the runner proves itself again. */
    static final Duration PROVEN_FOR = Duration.ofHours(1);

    private final Documents documents;
    private final Nonces nonces;
    private final UsedProofs used;
    private final IdentityCheck check;
    private final InstantSource clock;

    Identities(Documents documents, Nonces nonces, Outbound outbound, InstantSource clock) {
        this.documents = documents;
        this.nonces = nonces;
        this.used = new UsedProofs(documents);
        this.check = new IdentityCheck(outbound, clock);
        this.clock = clock;
    }

    /**
     * @param publicKey of the runner, JWK as JSON text
     * @return the subject
     * @throws LandfallException UNAUTHENTICATED when anything about it does not hold, UNAVAILABLE when the cloud could not be
     *     asked
     */
    String prove(PoolId pool, String publicKey, @Nullable ShownIdentity shown) {
        if (shown == null || shown.nonce() == null || shown.proof() == null) {
            throw LandfallException.unauthenticated(
                    "This runner joined its pool by a cloud identity and must prove that for each session.");
        }
        var now = clock.instant();
        var nonceEnds = nonces.check(pool.value(), shown.nonce());
        var trust = trust(pool);
        var key = EcJwk.read(publicKey).thumbprint();
        used.useOnce(pool.value(), shown.nonce(), key, nonceEnds, now);
        var proven =
                check.check(trust, shown.proof(), new Challenge(IdentityProof.audience(pool), shown.nonce(), key, now));
        if (!proven.once().equals(shown.nonce())) {
            used.bind(pool.value(), proven.once(), key, proven.until(), now);
        }
        return proven.subject();
    }

    private PoolTrust trust(PoolId pool) {
        return documents
                .find(pool.value(), TrustRecord.SORT, TrustRecord.class)
                .map(found -> found.value().trust())
                .orElseThrow(() -> LandfallException.unauthenticated("The pool " + pool + " trusts no cloud identity;"
                        + " 'landfall pool trust' names one, or enrol the runner with a token."));
    }
}
