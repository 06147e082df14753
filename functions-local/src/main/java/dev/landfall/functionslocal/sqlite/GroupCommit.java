package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one writer. Callers hand over their work and wait; a thread of its own runs all that came while it was busy in one
 * transaction, each in a savepoint, so that many callers share one fsync. An answer is given only after the commit.
 *
 * <p>The thread is a platform thread because SQLite blocks in native code, which would pin a virtual one.
 */
final class GroupCommit implements AutoCloseable {

    /** More would only wait in memory instead of at the caller. */
    private static final int MAX_WAITING = 1024;

    /** Bounds how long the first of a group waits for the others. */
    private static final int MAX_GROUP = 128;

    /** A caller that is not let in for so long is told that the store is too busy. */
    private static final Duration ENTRY_TIMEOUT = Duration.ofSeconds(5);

    private final SqlSession session;
    private final SqlFailure failure;
    private final BlockingQueue<PendingWrite<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread;
    private volatile boolean closed;

    GroupCommit(SqlSession session, SqlFailure failure) {
        this.session = session;
        this.failure = failure;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::writeUntilClosed);
    }

    void start() {
        thread.start();
    }

    /**
     * Runs work and answers once it is durable.
     *
     * @throws LandfallException UNAVAILABLE when it is too busy, closed or failed; what the work throws, as it is
     */
    <T> T run(SqlWork<T> work) {
        var write = new PendingWrite<>(work, failure);
        try {
            if (closed || !waiting.offer(write, ENTRY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw LandfallException.unavailable(
                        closed
                                ? "The store is closed; nothing was written."
                                : "The store is too busy; nothing was written. Try again later.",
                        null);
            }
            if (closed && waiting.remove(write)) {
                throw LandfallException.unavailable("The store was closed; nothing was written.", null);
            }
            return write.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable(
                    "Writing was interrupted; it is unknown whether it happened. Repeat it with the same write id.", e);
        }
    }

    /** Finishes what was handed over; what comes later is refused. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        var group = new ArrayList<PendingWrite<?>>(MAX_GROUP);
        try {
            while (!closed || !waiting.isEmpty()) {
                group.clear();
                group.add(next());
                waiting.drainTo(group, MAX_GROUP - 1);
                commit(group);
            }
        } catch (InterruptedException e) {
            // closed while nothing waited
            return;
        } finally {
            // an error that ended the thread must not leave callers waiting
            closed = true;
            waiting.drainTo(group);
            var ended = LandfallException.unavailable("The store was closed; nothing was written.", null);
            group.forEach(write -> write.fail(ended));
        }
    }

    private PendingWrite<?> next() throws InterruptedException {
        var write = waiting.poll();
        return write == null ? waiting.take() : write;
    }

    private void commit(List<PendingWrite<?>> group) {
        try {
            session.execute("BEGIN IMMEDIATE");
            for (PendingWrite<?> write : group) {
                write.runIn(session);
            }
            session.execute("COMMIT");
        } catch (SQLException e) {
            rollBack();
            group.forEach(write -> write.fail(failure.of(e)));
            return;
        }
        group.forEach(PendingWrite::finish);
    }

    private void rollBack() {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself: the failure that led here is the one to report
            return;
        }
    }
}
