package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.NonceReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Nonces for proofs of identity. Asking for one stores nothing: it is sealed, names its pool, and ends. Thread-safe. */
final class Nonces {
    /** How long a nonce can be used. */
    static final Duration VALID = Duration.ofMinutes(5);

    private final Seals seals;
    private final InstantSource clock;
    private final Ids ids;

    Nonces(Seals seals, InstantSource clock, Ids ids) {
        this.seals = seals;
        this.clock = clock;
        this.ids = ids;
    }

    NonceReply issue(PoolId pool) {
        var expiresAt = clock.instant().plus(VALID);
        var sealed = seals.seal(Seals.Purpose.NONCE, Json.write(new Nonce(pool, ids.secret(), expiresAt)));
        return new NonceReply(sealed, expiresAt);
    }

    /**
     * Whether it was used already is for {@link UsedProofs} to say.
     *
     * @return when it ends
     * @throws LandfallException UNAUTHENTICATED when it was not made here for the pool, or has ended
     */
    Instant check(PoolId pool, String text) {
        var now = clock.instant();
        return seals.open(Seals.Purpose.NONCE, text)
                .map(payload -> Json.read(payload, Nonce.class))
                .filter(nonce -> nonce.pool().equals(pool) && now.isBefore(nonce.expiresAt()))
                .map(Nonce::expiresAt)
                .orElseThrow(
                        () -> LandfallException.unauthenticated("The nonce of the runner's proof is not one of this"
                                + " control plane for this pool, or is older than " + VALID.toMinutes()
                                + " minutes; ask for a new one."));
    }

    private record Nonce(PoolId pool, String random, Instant expiresAt) {}
}
