package dev.landfall.runner.session;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's time: what it last said, and what has passed since by a clock that nobody sets. Signatures, policies
 * and proofs go by it, so a machine whose clock is wrong by an hour, or is set while the runner runs, works all the same.
 * Thread-safe.
 */
public final class ServerClock implements InstantSource {

    private final InstantSource local;
    private final Ticker ticker;
    private volatile @Nullable Said said;

    private record Said(Instant time, long nanos) {}

    /** Until the control plane has said something, its time is taken to be the local one. */
    public ServerClock(InstantSource local, Ticker ticker) {
        this.local = local;
        this.ticker = ticker;
    }

    @Override
    public Instant instant() {
        var last = said;
        return last == null ? local.instant() : last.time().plusNanos(ticker.nanos() - last.nanos());
    }

    /** Server time minus local time. */
    public Duration offset() {
        return Duration.between(local.instant(), instant());
    }

    /** @param serverTime as a reply said; nothing happens when it said none */
    public void learn(@Nullable Instant serverTime) {
        if (serverTime != null) {
            said = new Said(serverTime, ticker.nanos());
        }
    }
}
