package dev.landfall.runner.aws;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps credentials until shortly before they expire. While they are valid, a failed renewal is not the caller's problem. */
public final class CachedCredentials implements CredentialSource {

    /** So long before their expiry new ones are asked for. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** So long before their expiry they are of no use any more. */
    private static final Duration TOO_LATE = Duration.ofSeconds(30);

    private final CredentialSource source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AwsCredentials kept;

    public CachedCredentials(CredentialSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public AwsCredentials credentials() {
        lock.lock();
        try {
            var current = kept;
            if (current == null || !lasts(current, AHEAD)) {
                current = renewed(current);
                kept = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private AwsCredentials renewed(@Nullable AwsCredentials current) {
        try {
            return source.credentials();
        } catch (LandfallException e) {
            if (current != null && lasts(current, TOO_LATE)) {
                return current;
            }
            throw e;
        }
    }

    private boolean lasts(AwsCredentials credentials, Duration time) {
        var expiresAt = credentials.expiresAt();
        return expiresAt == null || clock.instant().plus(time).isBefore(expiresAt);
    }
}
