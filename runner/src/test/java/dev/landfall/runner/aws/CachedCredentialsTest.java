package dev.landfall.runner.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CachedCredentialsTest {

    private static final Duration SESSION = Duration.ofMinutes(15);

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private int asked;
    private boolean away;
    private final CachedCredentials credentials = new CachedCredentials(this::take, () -> now);

    @Test
    void theyAreAskedForOnceWhileTheyLast() {
        var first = credentials.credentials();
        now = now.plus(Duration.ofMinutes(9));
        assertSame(first, credentials.credentials());
        assertEquals(1, asked);
    }

    @Test
    void theyAreAskedForAnewBeforeTheyEnd() {
        credentials.credentials();
        now = now.plus(Duration.ofMinutes(10));
        assertEquals(now.plus(SESSION), credentials.credentials().expiresAt());
        assertEquals(2, asked);
    }

    @Test
    void whatCannotBeRenewedServesOnWhileItLasts() {
        var first = credentials.credentials();
        away = true;
        now = now.plus(Duration.ofMinutes(14));
        assertSame(first, credentials.credentials());
        now = now.plus(Duration.ofMinutes(1));
        assertThrows(LandfallException.class, credentials::credentials);
    }

    private AwsCredentials take() {
        if (away) {
            throw LandfallException.unavailable("STS does not answer.", null);
        }
        asked++;
        return new AwsCredentials("ASIA" + asked, "secret", "token", now.plus(SESSION));
    }
}
