package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.NonceReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Nonces for proofs of identity. Asking for one stores nothing: it is sealed, names what it is for, and ends. Thread-safe. */
public final class Nonces {
    /** How long a nonce can be used. */
    static final Duration VALID = Duration.ofMinutes(5);

    private final Seals seals;
    private final InstantSource clock;
    private final Ids ids;

    public Nonces(Seals seals, InstantSource clock, Ids ids) {
        this.seals = seals;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param purpose what the proof is to be shown to: a pool, an install's stack */
    public NonceReply issue(String purpose) {
        var expiresAt = clock.instant().plus(VALID);
        var sealed = seals.seal(Seals.Purpose.NONCE, Json.write(new Nonce(purpose, ids.secret(), expiresAt)));
        return new NonceReply(sealed, expiresAt);
    }

    /**
     * Whether it was used already is for {@link UsedProofs} to say.
     *
     * @return when it ends
     * @throws LandfallException UNAUTHENTICATED when it was not made here for the same purpose, or has ended
     */
    public Instant check(String purpose, String text) {
        var now = clock.instant();
        return seals.open(Seals.Purpose.NONCE, text)
                .map(payload -> Json.read(payload, Nonce.class))
                .filter(nonce -> nonce.purpose().equals(purpose) && now.isBefore(nonce.expiresAt()))
                .map(Nonce::expiresAt)
                .orElseThrow(() ->
                        LandfallException.unauthenticated("The nonce of the proof is not one that this control plane"
                                + " gave for this, or is older than " + VALID.toMinutes()
                                + " minutes; ask for a new one."));
    }

    private record Nonce(String purpose, String random, Instant expiresAt) {}
}
