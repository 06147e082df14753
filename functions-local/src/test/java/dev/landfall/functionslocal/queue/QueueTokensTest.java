package dev.landfall.functionslocal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.time.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueTokensTest {

    private static final QueueName POOL = new QueueName("pool-1");

    private final ManualClock clock = new ManualClock();
    private final QueueTokens tokens = new QueueTokens(new HostKey(new byte[HostKey.BYTES]), clock);
    private final String token = tokens.issue(POOL, clock.instant().plusSeconds(60));

    @Test
    void aTokenIsGoodForItsQueueUntilItExpires() {
        tokens.require(POOL, token);
        clock.advance(Duration.ofSeconds(59));
        tokens.require(POOL, token);
        clock.advance(Duration.ofSeconds(1));

        assertKind(ErrorKind.UNAUTHENTICATED, POOL, token);
    }

    @Test
    void aTokenIsNotGoodForAnotherQueue() {
        assertKind(ErrorKind.FORBIDDEN, new QueueName("pool-2"), token);
        assertKind(ErrorKind.FORBIDDEN, QueueName.EVENTS, token);
    }

    @Test
    void aChangedOrForeignTokenIsRefused() {
        var foreign = new byte[HostKey.BYTES];
        foreign[0] = 1;
        var others = new QueueTokens(new HostKey(foreign), clock);

        assertKind(
                ErrorKind.UNAUTHENTICATED,
                POOL,
                others.issue(POOL, clock.instant().plusSeconds(60)));
        assertKind(ErrorKind.UNAUTHENTICATED, POOL, token.replace("pool-1", "pool-2"));
        assertKind(ErrorKind.UNAUTHENTICATED, POOL, token + "A");
        for (int i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'x' ? 'y' : 'x');
            assertKind(ErrorKind.UNAUTHENTICATED, POOL, changed.toString());
        }
    }

    @Test
    void rubbishIsRefused() {
        for (String rubbish : new String[] {"", ".", "..", "pool-1", "pool-1.", "pool-1.9999999999.", "a.b.c", "\0"}) {
            assertKind(ErrorKind.UNAUTHENTICATED, POOL, rubbish);
        }
    }

    private void assertKind(ErrorKind expected, QueueName queue, String candidate) {
        var refused = assertThrows(LandfallException.class, () -> tokens.require(queue, candidate));
        assertEquals(expected, refused.kind());
    }
}
