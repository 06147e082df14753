package dev.landfall.functionsaws.sts;

import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Lends a queue as a session of one role. The session policy leaves of the role only receiving, deleting and changing
 * visibility in that queue, until the answer says: STS sessions last 15 minutes at least, so a shorter end is a condition
 * of the policy.
 */
public final class QueueLending {

    /** Shortest session of {@code AssumeRole}. */
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(15);

    /** A session assumed by a role that was itself assumed, as a function's is. */
    private static final Duration LONGEST_SESSION = Duration.ofHours(1);

    private static final AwsCall ASSUME_ROLE =
            new AwsCall("A session for the queue could not be had from STS", "sts:AssumeRole on the queue role");

    private final Supplier<StsClient> sts;
    private final String role;
    private final String region;
    private final InstantSource clock;

    /**
     * @param role ARN of the role whose sessions are lent; it may at most use queues
     * @param region of the queues
     */
    public QueueLending(Supplier<StsClient> sts, String role, String region, InstantSource clock) {
        this.sts = sts;
        this.role = role;
        this.region = region;
        this.clock = clock;
    }

    /**
     * @param name of the session, 2 to 64 of {@code A-Z a-z 0-9 - _}, for CloudTrail
     * @param validFor at most an hour
     */
    public QueueAccess lend(URI queue, String name, Duration validFor) {
        var expiresAt = clock.instant().plus(atMost(validFor, LONGEST_SESSION)).truncatedTo(ChronoUnit.SECONDS);
        var session = atMost(atLeast(validFor, SHORTEST_SESSION), LONGEST_SESSION);
        var lent = ASSUME_ROLE
                .make(() -> sts.get()
                        .assumeRole(request -> request.roleArn(role)
                                .roleSessionName(name)
                                .durationSeconds(Math.toIntExact(session.toSeconds()))
                                .policy(QueueSessionPolicy.text(QueueArn.of(queue, region), expiresAt))))
                .credentials();
        return new QueueAccess(QueueAccess.SQS, queue, credentials(lent), earlier(expiresAt, lent.expiration()));
    }

    private Map<String, String> credentials(Credentials lent) {
        return Map.of(
                QueueAccess.ACCESS_KEY_ID, lent.accessKeyId(),
                QueueAccess.SECRET_ACCESS_KEY, lent.secretAccessKey(),
                QueueAccess.SESSION_TOKEN, lent.sessionToken(),
                QueueAccess.REGION, region);
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private static Duration atMost(Duration duration, Duration limit) {
        return duration.compareTo(limit) > 0 ? limit : duration;
    }

    private static Duration atLeast(Duration duration, Duration limit) {
        return duration.compareTo(limit) < 0 ? limit : duration;
    }
}
