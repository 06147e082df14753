package dev.landfall.runner.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The control plane's time, from the local clock and what the control plane last said. Signatures, policies and proofs go
 * by it, so a machine whose clock is wrong by an hour works all the same. Thread-safe.
 */
public final class ServerClock implements InstantSource {

    private final InstantSource local;
    private volatile Duration offset = Duration.ZERO;

    public ServerClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(offset);
    }

    /** Server time minus local time. */
    public Duration offset() {
        return offset;
    }

    void learn(Instant serverTime) {
        offset = Duration.between(local.instant(), serverTime);
    }
}
