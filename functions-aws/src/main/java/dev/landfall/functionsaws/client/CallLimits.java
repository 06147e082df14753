package dev.landfall.functionsaws.client;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * How long a call may take. A function has less than a minute for all its calls together.
 *
 * @param attempt one request and its reply
 * @param call all attempts with the pauses between them
 */
record CallLimits(Duration attempt, Duration call) {

    /** For services that answer within milliseconds. */
    static final CallLimits SMALL = new CallLimits(Duration.ofSeconds(4), Duration.ofSeconds(10));

    /** For S3, where up to 5 MiB travel. */
    static final CallLimits LARGE = new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(25));

    /** Longest time to connect. */
    static final Duration CONNECT = Duration.ofSeconds(2);

    /** Attempts of a call, the first one included; the SDK pauses between them with jitter. */
    static final int MAX_ATTEMPTS = 3;

    ClientOverrideConfiguration configuration() {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt)
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build())
                .build();
    }
}
