package dev.landfall.functionslocal.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.functionslocal.queue.LocalQueueReceiver;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.functionslocal.wakeup.ProcessWakeUp;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.queue.JobQueuesContract;
import dev.landfall.testkit.queue.ReceivedMessage;
import dev.landfall.testkit.time.ManualClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJobQueuesTest extends JobQueuesContract {

    private static final QueueName POOL = new QueueName("pool-1");
    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private final Path folder;
    private final ManualClock clock = new ManualClock();
    private SqliteStore store;
    private SqliteJobQueues queues;

    SqliteJobQueuesTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = SqliteStore.open(folder.resolve("landfall.db"));
        this.queues = queues(store, clock);
        this.queues.create(POOL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void messagesAreThereAfterReopening() {
        queues.send(POOL, "a", Duration.ZERO);
        queues.receive(POOL, 1, HIDDEN, Duration.ZERO);
        close();
        store = SqliteStore.open(folder.resolve("landfall.db"));
        queues = queues(store, clock);
        clock.advance(HIDDEN);

        assertEquals(2, queues.receive(POOL, 1, HIDDEN, Duration.ZERO).get(0).receiveCount());
    }

    @Test
    void messagesOfOneQueueComeInTheirOrder() {
        IntStream.range(0, 10).forEach(i -> queues.send(POOL, "m" + i, Duration.ZERO));

        var bodies = queues.receive(POOL, 10, HIDDEN, Duration.ZERO).stream()
                .map(message -> message.body())
                .toList();
        assertEquals(IntStream.range(0, 10).mapToObj(i -> "m" + i).toList(), bodies);
    }

    @Test
    void aWaitingReceiverIsAnsweredAtOnceWhenAMessageComes() throws Exception {
        var real = queues(store, InstantSource.system());
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            var waiting = start(() -> real.receive(POOL, 1, HIDDEN, LocalQueueReceiver.MAX_WAIT));
            awaitParked(waiting.thread);
            long sent = System.nanoTime();
            real.send(POOL, "m" + i, Duration.ZERO);
            assertEquals("m" + i, waiting.answer().get(0).body());
            nanos.add(System.nanoTime() - sent);
        }
        assertTrue(median(nanos) < TimeUnit.MILLISECONDS.toNanos(100), "median " + median(nanos) + " ns");
    }

    @Test
    void aWaitingReceiverIsAnsweredWhenADelayIsOver() throws Exception {
        var real = queues(store, InstantSource.system());
        var waiting = start(() -> real.receive(POOL, 1, HIDDEN, LocalQueueReceiver.MAX_WAIT));
        awaitParked(waiting.thread);
        real.send(POOL, "later", Duration.ofMillis(50));

        assertEquals("later", waiting.answer().get(0).body());
    }

    @Test
    void aWaitingReceiverIsAnsweredWhenAMessageBecomesVisibleAgain() throws Exception {
        var real = queues(store, InstantSource.system());
        real.send(POOL, "again", Duration.ZERO);
        real.receive(POOL, 1, Duration.ofMillis(50), Duration.ZERO);

        var waiting = start(() -> real.receive(POOL, 1, HIDDEN, LocalQueueReceiver.MAX_WAIT));
        assertEquals(2, waiting.answer().get(0).receiveCount());
    }

    @Test
    void aWaitingReceiverIsAnsweredWhenAMessageIsReleased() throws Exception {
        var real = queues(store, InstantSource.system());
        real.send(POOL, "back", Duration.ZERO);
        var held = real.receive(POOL, 1, HIDDEN, Duration.ZERO).get(0);
        var waiting = start(() -> real.receive(POOL, 1, HIDDEN, LocalQueueReceiver.MAX_WAIT));
        awaitParked(waiting.thread);
        real.changeVisibility(POOL, held.receipt(), Duration.ZERO);

        assertEquals("back", waiting.answer().get(0).body());
    }

    @Test
    void aReceiverThatWaitsInVainGetsNothing() {
        assertEquals(List.of(), queues.receive(POOL, 1, HIDDEN, Duration.ofMillis(20)));
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        var ok = Duration.ofSeconds(1);
        assertInvalid(() -> queues.receive(POOL, 0, ok, ok));
        assertInvalid(() -> queues.receive(POOL, LocalQueueReceiver.MAX_MESSAGES + 1, ok, ok));
        assertInvalid(() -> queues.receive(POOL, 1, Duration.ZERO, ok));
        assertInvalid(() -> queues.receive(POOL, 1, LocalQueueReceiver.MAX_VISIBILITY.plusMillis(1), ok));
        assertInvalid(() -> queues.receive(POOL, 1, ok, LocalQueueReceiver.MAX_WAIT.plusMillis(1)));
        assertInvalid(() -> queues.changeVisibility(POOL, "1.1", Duration.ofMillis(-1)));
    }

    @Test
    void lentAccessCarriesATokenForThisQueueAlone() {
        var access = queues.lend(POOL, Duration.ofMinutes(5));
        var token = access.credentials().getOrDefault("token", "");
        var tokens = tokens(clock);

        assertEquals(URI.create("http://127.0.0.1:1/v1/queue/pool-1"), access.url());
        tokens.require(POOL, token);
        assertThrows(LandfallException.class, () -> tokens.require(QueueName.EVENTS, token));
    }

    @Override
    protected JobQueues queues() {
        return queues;
    }

    @Override
    protected List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility) {
        return queues.receive(queue, max, visibility, Duration.ZERO).stream()
                .map(message ->
                        new ReceivedMessage(message.id(), message.body(), message.receipt(), message.receiveCount()))
                .toList();
    }

    @Override
    protected boolean delete(QueueName queue, String receipt) {
        return queues.delete(queue, receipt);
    }

    @Override
    protected boolean changeVisibility(QueueName queue, String receipt, Duration visibility) {
        return queues.changeVisibility(queue, receipt, visibility);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    private static SqliteJobQueues queues(SqliteStore store, InstantSource time) {
        return new SqliteJobQueues(store, URI.create("http://127.0.0.1:1"), tokens(time), new ProcessWakeUp(), time);
    }

    private static QueueTokens tokens(InstantSource time) {
        return new QueueTokens(new HostKey(new byte[HostKey.BYTES]), time);
    }

    private static <T> Waiting<T> start(Callable<T> call) {
        var task = new FutureTask<>(call);
        return new Waiting<>(task, Thread.ofVirtual().start(task));
    }

    private static void awaitParked(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void assertInvalid(Runnable attempt) {
        assertEquals(
                ErrorKind.INVALID,
                assertThrows(LandfallException.class, attempt::run).kind());
    }

    private record Waiting<T>(FutureTask<T> task, Thread thread) {

        T answer() throws Exception {
            return task.get(10, TimeUnit.SECONDS);
        }
    }
}
