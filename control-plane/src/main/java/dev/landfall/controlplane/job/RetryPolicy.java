package dev.landfall.controlplane.job;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;

/**
 * When an attempt that did not succeed is followed by another one.
 *
 * @param failureAttempts how many attempts may end as failed before the job does; 1 = a failure is final
 * @param lostAttempts how many attempts may be lost with their runner before the job fails
 * @param firstBackoff from the end of the first such attempt to the next
 * @param factor by which the wait grows with each further one, at least 1
 * @param maxBackoff the longest wait, at most {@link #LONGEST_BACKOFF}
 */
public record RetryPolicy(
        int failureAttempts, int lostAttempts, Duration firstBackoff, double factor, Duration maxBackoff) {
    /** One delayed message reaches this far. */
    public static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);

    /** Most attempts of either sort. */
    public static final int MAX_ATTEMPTS = 20;

    public RetryPolicy {
        if (failureAttempts < 1
                || failureAttempts > MAX_ATTEMPTS
                || lostAttempts < 1
                || lostAttempts > MAX_ATTEMPTS
                || factor < 1
                || firstBackoff.isNegative()
                || maxBackoff.compareTo(LONGEST_BACKOFF) > 0) {
            throw LandfallException.invalid("A retry policy has 1 to " + MAX_ATTEMPTS
                    + " attempts, a factor of at least 1 and a backoff of at most " + LONGEST_BACKOFF + ".");
        }
    }

    /** A failure is final; a lost attempt is tried again twice, after 1 and 2 seconds. */
    public static RetryPolicy standard() {
        return new RetryPolicy(1, 3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    }

    /** One attempt, whatever becomes of it. */
    public static RetryPolicy never() {
        return new RetryPolicy(1, 1, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    }

    /** The standard, with so many attempts for failures. */
    public static RetryPolicy ofFailures(int failureAttempts) {
        return new RetryPolicy(failureAttempts, 3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1));
    }

    /**
     * @param ended how many attempts have ended without success, from 1
     */
    public Duration backoffAfter(int ended) {
        double millis = (double) firstBackoff.toMillis() * Math.pow(factor, Math.max(0, ended - 1));
        return millis < (double) maxBackoff.toMillis() ? Duration.ofMillis(Math.round(millis)) : maxBackoff;
    }
}
