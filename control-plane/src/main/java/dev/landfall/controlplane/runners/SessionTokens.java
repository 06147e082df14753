package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.identity.Seals;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.time.InstantSource;

/** Access tokens of sessions: the session as sealed JSON. Thread-safe. */
final class SessionTokens {
    /** How long a token is good. */
    static final Duration VALID = Duration.ofMinutes(15);

    private final Seals seals;
    private final InstantSource clock;

    SessionTokens(Seals seals, InstantSource clock) {
        this.seals = seals;
        this.clock = clock;
    }

    String issue(RunnerSession session) {
        return seals.seal(Seals.Purpose.SESSION, Json.write(session));
    }

    /**
     * @throws LandfallException UNAUTHENTICATED when it is no token, was forged or has expired
     */
    RunnerSession check(String token) {
        var session = seals.open(Seals.Purpose.SESSION, token)
                .map(payload -> Json.read(payload, RunnerSession.class))
                .orElseThrow(() -> LandfallException.unauthenticated(
                        "This is not the token of a runner's session; open a session."));
        if (!clock.instant().isBefore(session.expiresAt())) {
            throw LandfallException.unauthenticated(
                    "The runner's session expired at " + session.expiresAt() + "; open a new one.");
        }
        return session;
    }
}
