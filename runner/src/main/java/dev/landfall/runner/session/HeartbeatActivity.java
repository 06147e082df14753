package dev.landfall.runner.session;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatReply.Order;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.JobExecutor;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import dev.landfall.runner.time.Ticker;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews all leases in one call and does what the answer orders. Whatever the control plane does, jobs that stop when
 * disconnected are stopped here in time, by the monotonic clock alone.
 */
public final class HeartbeatActivity {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatActivity.class);

    private final ControlPlaneClient client;
    private final SessionActivity session;
    private final Standing standing;
    private final LeaseBook book;
    private final LeaseJournal journal;
    private final JobExecutor executor;
    private final Ticker ticker;
    private final ReentrantLock beating = new ReentrantLock();

    /** How a beat went. */
    public enum Beat {
        RENEWED,
        /** The control plane could not be reached; the leases grow older. */
        MISSED,
        /** The session had expired; a new one is open, and the next beat renews. */
        REOPENED,
        /** A newer process of this runner exists. The leases are renewed all the same: this one may finish its jobs. */
        REPLACED
    }

    public HeartbeatActivity(
            ControlPlaneClient client,
            SessionActivity session,
            Standing standing,
            LeaseBook book,
            LeaseJournal journal,
            JobExecutor executor,
            Ticker ticker) {
        this.client = client;
        this.session = session;
        this.standing = standing;
        this.book = book;
        this.journal = journal;
        this.executor = executor;
        this.ticker = ticker;
    }

    /** One heartbeat. A second caller waits for the first one's and then sends its own. */
    public Beat once() {
        beating.lock();
        try {
            var beat = beat();
            stopOverdue();
            return beat;
        } finally {
            beating.unlock();
        }
    }

    /** Stops the jobs whose leases could not be renewed for too long; also to be called while a heartbeat hangs. */
    public void stopOverdue() {
        for (var lease : book.overdue(ticker.nanos())) {
            log.atWarn()
                    .addKeyValue("job", lease.job())
                    .addKeyValue("attempt", lease.attempt())
                    .log("stopping a job because the control plane could not be reached for too long");
            book.drop(lease);
            executor.cancel(lease, Cancellation.Cause.DISCONNECTED);
        }
    }

    private Beat beat() {
        var asked = ticker.nanos();
        var request = new HeartbeatRequest(book.toRenew(), standing.draining());
        try {
            apply(client.heartbeat(request), request, asked);
            return Beat.RENEWED;
        } catch (LandfallException e) {
            return switch (e.kind()) {
                case CONFLICT -> {
                    book.renewed(leases(request), asked);
                    yield replaced(e);
                }
                case UNAUTHENTICATED -> reopen(e);
                case UNAVAILABLE, INTERNAL, INVALID, FORBIDDEN, NOT_FOUND, LIMIT -> missed(e);
            };
        }
    }

    private void apply(HeartbeatReply reply, HeartbeatRequest request, long asked) {
        session.learn(reply.serverTime());
        standing.lend(reply.queue());
        standing.announced(reply.announced());
        if (reply.drain() && !standing.draining()) {
            log.atInfo().log("the control plane asks this runner to drain");
            standing.drain();
        }
        book.renewed(leases(request), asked);
        for (var lease : leases(request)) {
            follow(lease, reply.orders().getOrDefault(lease.job(), Order.CONTINUE));
        }
    }

    private static List<Lease> leases(HeartbeatRequest request) {
        return request.held().stream().map(HeartbeatRequest.Held::lease).toList();
    }

    private void follow(Lease lease, Order order) {
        switch (order) {
            case CONTINUE -> {}
            case CANCEL -> executor.cancel(lease, Cancellation.Cause.CANCELLED);
            case LOST -> giveUp(lease);
        }
    }

    /** Often it is an attempt whose end was reported while the heartbeat was under way: there is nothing left to do. */
    private void giveUp(Lease lease) {
        boolean runs = book.drop(lease);
        journal.forget(lease);
        if (!runs) {
            return;
        }
        log.atWarn()
                .addKeyValue("job", lease.job())
                .addKeyValue("attempt", lease.attempt())
                .log("the control plane gave this attempt up");
        executor.cancel(lease, Cancellation.Cause.LOST);
    }

    private Beat replaced(LandfallException e) {
        if (!standing.replaced()) {
            log.atError()
                    .addKeyValue("reason", e.publicMessage())
                    .log("another process of this runner has taken over; this one takes no more jobs and ends");
            standing.replace();
        }
        return Beat.REPLACED;
    }

    private Beat reopen(LandfallException e) {
        log.atInfo().addKeyValue("reason", e.publicMessage()).log("the session has expired; opening a new one");
        try {
            session.once();
            return Beat.REOPENED;
        } catch (LandfallException again) {
            return switch (again.kind()) {
                case CONFLICT -> replaced(again);
                case UNAUTHENTICATED, UNAVAILABLE, INTERNAL, INVALID, FORBIDDEN, NOT_FOUND, LIMIT -> missed(again);
            };
        }
    }

    private static Beat missed(LandfallException e) {
        log.atWarn().addKeyValue("reason", e.publicMessage()).log("a heartbeat was missed");
        return Beat.MISSED;
    }
}
