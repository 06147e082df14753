package dev.landfall.runner.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.slot.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives messages, never more than there are free slots, and hands each to a claim with its slot already taken. Used by
 * one thread.
 */
public final class PollActivity {

    /** Most messages of one receive. */
    static final int MAX_MESSAGES = 10;

    private static final Logger log = LoggerFactory.getLogger(PollActivity.class);

    private final QueueClient queue;
    private final Standing standing;
    private final Slots slots;
    private final LeaseBook book;
    private final List<ClaimGate> gates;
    private final ClaimActivity claims;
    private final Executor claimExecutor;
    private String closedBecause = "";

    /** What a poll came to, so that its caller knows what to wait for. */
    public enum Polled {
        /** Messages were handed over. */
        RECEIVED,
        /** The queue was empty for the whole wait. */
        EMPTY,
        /** Claims whose outcome is unknown are sent again first; nothing was received. */
        REPEATING,
        /** Every slot is taken. */
        NO_SLOT,
        /** A gate is closed. */
        GATE_CLOSED,
        /** The runner drains. */
        DRAINING
    }

    /** @param claimExecutor runs the claims; running them at once in the caller is allowed */
    public PollActivity(
            QueueClient queue,
            Standing standing,
            Slots slots,
            LeaseBook book,
            List<ClaimGate> gates,
            ClaimActivity claims,
            Executor claimExecutor) {
        this.queue = queue;
        this.standing = standing;
        this.slots = slots;
        this.book = book;
        this.gates = List.copyOf(gates);
        this.claims = claims;
        this.claimExecutor = claimExecutor;
    }

    /**
     * One receive.
     *
     * @param wait how long to wait for a message, at most {@link QueueClient#MAX_WAIT}
     * @throws dev.landfall.protocol.error.LandfallException when the queue cannot be read
     */
    public Polled once(Duration wait) {
        if (standing.draining()) {
            return Polled.DRAINING;
        }
        if (gateClosed()) {
            return Polled.GATE_CLOSED;
        }
        var unresolved = claims.unresolved();
        if (!unresolved.isEmpty()) {
            unresolved.forEach(claim -> withSlot(() -> claims.repeat(claim)));
            return Polled.REPEATING;
        }
        int max = Math.min(Math.min(slots.free(), MAX_MESSAGES), HeartbeatRequest.MAX_LEASES - book.size());
        if (max < 1) {
            return Polled.NO_SLOT;
        }
        var messages = queue.receive(max, wait);
        if (standing.draining()) {
            messages.forEach(message -> queue.release(message.receipt()));
            return Polled.DRAINING;
        }
        messages.forEach(message -> withSlot(() -> claims.claim(message)));
        return messages.isEmpty() ? Polled.EMPTY : Polled.RECEIVED;
    }

    /** The last thing that is done: what a receive that still waits takes goes to another runner. A queue that cannot be reached is let be. */
    public void leave() {
        try {
            queue.leave();
        } catch (LandfallException e) {
            log.atDebug()
                    .addKeyValue("reason", e.publicMessage())
                    .log("the queue could not be told that this runner ends");
        }
    }

    /** Without a free slot the message stays hidden for a while and then comes again. */
    private void withSlot(Runnable claim) {
        if (slots.tryTake()) {
            claimExecutor.execute(claim);
        }
    }

    private boolean gateClosed() {
        var reason = gates.stream()
                .map(ClaimGate::closed)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
        if (!reason.equals(closedBecause)) {
            if (reason.isEmpty()) {
                log.atInfo().log("taking jobs again");
            } else {
                log.atWarn().addKeyValue("reason", reason).log("taking no jobs for now");
            }
            closedBecause = reason;
        }
        return !reason.isEmpty();
    }
}
