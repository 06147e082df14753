package dev.landfall.testkit.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.thread.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JobQueues} promises, and what the receiving side of its engine does, which the port leaves to the
 * runner. Each test has a queue of its own.
 */
public abstract class JobQueuesContract {

    /** By default far from what a call takes, and never waited for in real time. */
    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private final QueueName queue = new QueueName("q-" + UUID.randomUUID());

    /** The queues under test. */
    protected abstract JobQueues queues();

    /** Receives as a runner does, without waiting. */
    protected abstract List<ReceivedMessage> receive(QueueName queue, int max, Duration visibility);

    /** Deletes as a runner does; answers whether the receipt was still good. */
    protected abstract boolean delete(QueueName queue, String receipt);

    /** Makes a message visible after so long from now; answers whether the receipt was still good. */
    protected abstract boolean changeVisibility(QueueName queue, String receipt, Duration visibility);

    /** Lets time pass for the engine; one without a clock of ours waits, and answers when it is over. */
    protected abstract void pass(Duration time);

    /** Waits for real: what {@link #pass} does for an engine without a clock of ours that is at most so late. */
    protected static void await(Duration time, Duration lateness) {
        var over = System.nanoTime() + time.plus(lateness).toNanos();
        for (long left = time.toNanos(); left > 0; left = over - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The engine's time. */
    protected abstract Instant now();

    /** How often a message is received before it is dead. */
    protected int maxReceives() {
        return 5;
    }

    /** How long a received message is hidden; an engine in real time takes a few seconds. */
    protected Duration hidden() {
        return HIDDEN;
    }

    /** How exactly the engine's time is known here; in real time more than a few calls take. */
    protected Duration margin() {
        return Duration.ofSeconds(1);
    }

    /** Whether a spent message becomes a dead letter with time alone; SQS moves it when somebody receives again. */
    protected boolean supportsDyingUnattended() {
        return true;
    }

    /** Whether counts are exact at once; SQS and Azure only approximate them. */
    protected boolean supportsExactDepth() {
        return true;
    }

    /** Whether a receipt becomes void when the message is received again; SQS may still accept it. */
    protected boolean supportsVoidReceipts() {
        return true;
    }

    @BeforeEach
    void createQueue() {
        queues().create(queue);
    }

    @Test
    void aSentMessageIsReceivedAsItWasSent() {
        send("{\"job\":\"ü€😀\"}\n");

        var received = receiveOne();
        assertEquals("{\"job\":\"ü€😀\"}\n", received.body());
        assertEquals(1, received.receiveCount());
    }

    @Test
    void creatingAgainKeepsTheMessages() {
        send("a");
        queues().create(queue);

        assertEquals("a", receiveOne().body());
    }

    @Test
    void queuesDoNotShareMessages() {
        var other = new QueueName("q-" + UUID.randomUUID());
        queues().create(other);
        send("a");

        assertEquals(List.of(), receive(other, 10, hidden()));
        var held = receiveOne();
        if (supportsVoidReceipts()) {
            assertFalse(delete(other, held.receipt()));
        }
        assertTrue(delete(queue, held.receipt()));
    }

    @Test
    void aQueueThatWasNotCreatedIsNotFound() {
        var missing = new QueueName("q-" + UUID.randomUUID());

        assertKind(ErrorKind.NOT_FOUND, () -> queues().send(missing, "a", Duration.ZERO));
        assertKind(ErrorKind.NOT_FOUND, () -> queues().lend(missing, Duration.ofMinutes(5)));
        assertKind(ErrorKind.NOT_FOUND, () -> queues().depth(missing));
        assertKind(ErrorKind.NOT_FOUND, () -> queues().drainDeadLetters(missing, 1, letters -> {}));
    }

    @Test
    void whatIsOverALimitIsRefused() {
        assertKind(ErrorKind.LIMIT, () -> send("x".repeat(JobQueues.MAX_MESSAGE_BYTES + 1)));
        assertKind(ErrorKind.LIMIT, () -> send("é".repeat(JobQueues.MAX_MESSAGE_BYTES / 2 + 1)));
        assertKind(ErrorKind.INVALID, () -> queues().send(queue, "a", JobQueues.MAX_DELAY.plusMillis(1)));
        assertKind(ErrorKind.INVALID, () -> queues().send(queue, "a", Duration.ofMillis(-1)));
        assertEquals(List.of(), receive(queue, 10, hidden()));
    }

    @Test
    void theLargestMessageTravels() {
        var message = "x".repeat(JobQueues.MAX_MESSAGE_BYTES);
        send(message);

        assertEquals(message, receiveOne().body());
    }

    @Test
    void aReceivedMessageIsHiddenUntilItsTimeIsOver() {
        send("a");
        var first = receiveOne();

        pass(hidden().minus(margin()));
        assertEquals(List.of(), receive(queue, 10, hidden()));
        pass(margin());
        var second = receiveOne();

        assertEquals(first.id(), second.id());
        assertEquals(2, second.receiveCount());
    }

    @Test
    void aDeletedMessageDoesNotComeAgain() {
        send("a");

        assertTrue(delete(queue, receiveOne().receipt()));
        pass(hidden().plus(margin()));
        assertEquals(List.of(), receive(queue, 10, hidden()));
    }

    @Test
    void aLateReceiverMayStillDeleteWhileNobodyElseHasTheMessage() {
        send("a");
        var held = receiveOne();
        pass(hidden().plus(margin()));

        assertTrue(delete(queue, held.receipt()));
        assertEquals(List.of(), receive(queue, 10, hidden()));
    }

    @Test
    void aReceiptIsVoidOnceSomebodyElseReceivedTheMessage() {
        send("a");
        var first = receiveOne();
        pass(hidden().plus(margin()));
        var second = receiveOne();

        if (supportsVoidReceipts()) {
            assertFalse(delete(queue, first.receipt()));
            assertFalse(changeVisibility(queue, first.receipt(), Duration.ZERO));
        }
        assertTrue(delete(queue, second.receipt()));
        if (supportsVoidReceipts()) {
            assertFalse(delete(queue, second.receipt()));
        }
    }

    @Test
    void rubbishIsNoReceipt() {
        send("a");
        for (String rubbish : List.of("", ".", "x", "1", "1.", ".1", "m1.0", "0.0", "99999999999999999999.1", "-1.1")) {
            assertFalse(delete(queue, rubbish));
        }
        assertEquals("a", receiveOne().body());
    }

    @Test
    void aReleasedMessageComesAtOnce() {
        send("a");
        var held = receiveOne();

        assertTrue(changeVisibility(queue, held.receipt(), Duration.ZERO));
        assertEquals(2, receiveOne().receiveCount());
    }

    @Test
    void aHolderMayHideAMessageForLonger() {
        send("a");
        var held = receiveOne();
        pass(hidden().minus(margin()));
        changeVisibility(queue, held.receipt(), hidden());

        pass(hidden().minus(margin()));
        assertEquals(List.of(), receive(queue, 10, hidden()));
        pass(margin());
        assertEquals(held.id(), receiveOne().id());
    }

    @Test
    void aDelayedMessageComesWhenItsDelayIsOver() {
        var delay = hidden().multipliedBy(3);
        queues().send(queue, "later", delay);
        send("now");

        assertEquals("now", receiveOne().body());
        pass(delay.minus(margin()));
        changeAllBack();
        assertEquals(Set.of("now"), bodies(receive(queue, 10, hidden())));
        pass(margin());
        assertEquals("later", receiveOne().body());
    }

    @Test
    void noMoreMessagesComeThanWereAskedFor() {
        IntStream.range(0, 7).forEach(i -> send("m" + i));

        assertTrue(receive(queue, 3, hidden()).size() <= 3);
    }

    @Test
    void aMessageThatIsNeverDeletedBecomesADeadLetter() {
        send("poison");
        send("good");
        var sentAt = now();
        receiveUntilDead();

        assertEquals(
                List.of(),
                receive(queue, 10, hidden()).stream()
                        .filter(message -> message.body().equals("poison"))
                        .toList());
        var letters = drain(10);
        assertEquals(
                List.of("poison"), letters.stream().map(DeadLetter::message).toList());
        assertEquals(maxReceives(), letters.get(0).receiveCount());
        assertTrue(Duration.between(letters.get(0).sentAt(), sentAt).abs().compareTo(Duration.ofSeconds(5)) < 0);
        assertEquals(List.of(), drain(10));
    }

    @Test
    void theLastReceiverHoldsTheMessageUntilItsTimeIsOver() {
        send("a");
        for (int i = 1; i < maxReceives(); i++) {
            receiveOne();
            pass(hidden());
        }
        var last = receiveOne();

        assertEquals(List.of(), drain(10));
        assertTrue(delete(queue, last.receipt()));
        pass(hidden());
        assertEquals(List.of(), drain(10));
    }

    @Test
    void aDeadLetterThatCouldNotBeKeptComesAgain() {
        send("poison");
        receiveUntilDead();

        assertThrows(
                IllegalStateException.class,
                () -> queues().drainDeadLetters(queue, 10, letters -> {
                    throw new IllegalStateException("not kept");
                }));
        var once = drain(10);
        assertEquals(List.of("poison"), once.stream().map(DeadLetter::message).toList());
    }

    @Test
    void noMoreDeadLettersComeThanWereAskedFor() {
        List.of("poison", "poison", "poison").forEach(this::send);
        receiveUntilDead();

        assertEquals(2, drain(2).size());
        assertEquals(1, drain(2).size());
    }

    @Test
    void aDrainWithoutDeadLettersKeepsNothing() {
        send("a");

        assertEquals(0, queues().drainDeadLetters(queue, 10, letters -> {
            throw new AssertionError("there is nothing to keep");
        }));
    }

    @Test
    void theDepthCountsWhatIsThere() {
        List.of("a", "b", "c").forEach(this::send);
        queues().send(queue, "later", Duration.ofMinutes(1));
        pass(Duration.ofSeconds(7));
        receive(queue, 1, hidden());

        if (supportsExactDepth()) {
            var depth = queues().depth(queue);
            assertEquals(2, depth.visible());
            assertEquals(2, depth.hidden());
            assertEquals(0, depth.dead());
            assertEquals(7, depth.oldestVisible().toSeconds());
        }
    }

    @Test
    void theDepthOfAnEmptyQueueIsZeroAndDeadLettersCount() {
        assertEquals(0, queues().depth(queue).visible());
        assertEquals(Duration.ZERO, queues().depth(queue).oldestVisible());
        send("poison");
        receiveUntilDead();

        if (supportsExactDepth()) {
            var depth = queues().depth(queue);
            assertEquals(0, depth.visible() + depth.hidden());
            assertEquals(1, depth.dead());
        }
    }

    @Test
    void lentAccessNamesTheQueueAndItsEnd() {
        var access = queues().lend(queue, Duration.ofMinutes(10));

        assertEquals(
                10, Duration.between(now(), access.expiresAt()).plusSeconds(5).toMinutes());
        assertFalse(access.type().isEmpty());
        assertFalse(access.toString().contains(access.credentials().getOrDefault("token", "no token")));
    }

    @Test
    void aMessageIsGivenToOneReceiverAtATime() {
        int count = 60;
        IntStream.range(0, count).forEach(i -> send("m" + i));

        var received = Together.run(8, i -> () -> {
            var mine = new ArrayList<String>();
            for (var some = receive(queue, 3, HIDDEN); !some.isEmpty(); some = receive(queue, 3, HIDDEN)) {
                some.forEach(message -> mine.add(message.body()));
            }
            return mine;
        });

        var all = received.stream().flatMap(List::stream).toList();
        assertEquals(count, all.size());
        assertEquals(count, new HashSet<>(all).size());
    }

    private void receiveUntilDead() {
        for (int i = 0; i < maxReceives(); i++) {
            for (ReceivedMessage message : receive(queue, 10, hidden())) {
                if (!message.body().equals("poison")) {
                    delete(queue, message.receipt());
                }
            }
            pass(hidden().plus(margin()));
        }
        if (!supportsDyingUnattended()) {
            assertEquals(List.of(), receive(queue, 10, hidden()));
        }
    }

    private void changeAllBack() {
        receive(queue, 10, hidden()).forEach(message -> changeVisibility(queue, message.receipt(), Duration.ZERO));
    }

    private List<DeadLetter> drain(int limit) {
        var kept = new ArrayList<DeadLetter>();
        int count = queues().drainDeadLetters(queue, limit, kept::addAll);
        assertEquals(count, kept.size());
        return kept;
    }

    private ReceivedMessage receiveOne() {
        var received = receive(queue, 1, hidden());
        assertEquals(1, received.size(), "one message must be receivable");
        return received.get(0);
    }

    private void send(String message) {
        queues().send(queue, message, Duration.ZERO);
    }

    private static Set<String> bodies(List<ReceivedMessage> messages) {
        var bodies = new HashSet<String>();
        messages.forEach(message -> bodies.add(message.body()));
        return bodies;
    }

    private static void assertKind(ErrorKind expected, Runnable attempt) {
        assertEquals(
                expected, assertThrows(LandfallException.class, attempt::run).kind());
    }
}
