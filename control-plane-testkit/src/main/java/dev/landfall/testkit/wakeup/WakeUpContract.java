package dev.landfall.testkit.wakeup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.controlplane.wakeup.WakeUp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WakeUp} promises, as far as the host can keep it. */
public abstract class WakeUpContract {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final String topic = "topic." + UUID.randomUUID();

    /** What is under test. */
    protected abstract WakeUp wakeUp();

    /** Whether readers and writers share a process; elsewhere waiting just returns. */
    protected boolean supportsWaking() {
        return true;
    }

    @Test
    void aSignalAfterTheMarkEndsTheWaitAtOnce() {
        assumeTrue(supportsWaking(), "this WakeUp wakes nobody (supportsWaking)");
        long mark = wakeUp().mark(topic);
        wakeUp().signal(topic);

        assertTrue(waited(mark, LONG).compareTo(LONG) < 0);
        assertNotEquals(mark, wakeUp().mark(topic));
    }

    @Test
    void everyWaitingReaderIsWoken() throws InterruptedException {
        assumeTrue(supportsWaking(), "this WakeUp wakes nobody (supportsWaking)");
        long mark = wakeUp().mark(topic);
        var readers = new Thread[5];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = Thread.ofVirtual().start(() -> wakeUp().await(topic, mark, LONG));
        }
        wakeUp().signal(topic);

        for (Thread reader : readers) {
            assertTrue(reader.join(LONG.dividedBy(2)));
        }
    }

    @Test
    void withoutASignalTheWaitEndsWithItsTime() {
        assumeTrue(supportsWaking(), "this WakeUp wakes nobody (supportsWaking)");

        assertTrue(waited(wakeUp().mark(topic), Duration.ofMillis(30)).compareTo(Duration.ofMillis(25)) > 0);
    }

    @Test
    void anEarlierSignalDoesNotEndTheWait() {
        assumeTrue(supportsWaking(), "this WakeUp wakes nobody (supportsWaking)");
        wakeUp().signal(topic);
        long mark = wakeUp().mark(topic);

        assertTrue(waited(mark, Duration.ofMillis(30)).compareTo(Duration.ofMillis(25)) > 0);
        assertEquals(mark, wakeUp().mark(topic));
    }

    @Test
    void anInterruptedReaderReturnsAndStaysInterrupted() throws InterruptedException {
        assumeTrue(supportsWaking(), "this WakeUp wakes nobody (supportsWaking)");
        var interrupted = new boolean[1];
        var reader = Thread.ofVirtual().start(() -> {
            wakeUp().await(topic, wakeUp().mark(topic), LONG);
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        reader.interrupt();

        assertTrue(reader.join(LONG.dividedBy(2)));
        assertTrue(interrupted[0]);
    }

    @Test
    void waitingForNoTimeReturns() {
        wakeUp().await(topic, wakeUp().mark(topic), Duration.ZERO);
        wakeUp().await(topic, wakeUp().mark(topic), Duration.ofMillis(-1));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private Duration waited(long mark, Duration timeout) {
        long start = System.nanoTime();
        wakeUp().await(topic, mark, timeout);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
