package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A caller's work on its way through the writer. */
final class PendingWrite<T> {

    /** A commit takes milliseconds; a disk that hangs for so long is reported. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final SqlWork<T> work;
    private final SqlFailure failure;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable RuntimeException thrown;

    PendingWrite(SqlWork<T> work, SqlFailure failure) {
        this.work = work;
        this.failure = failure;
    }

    /**
     * Runs within the writer's transaction. Work that throws is undone and its exception kept for the caller; a failure to
     * undo is the transaction's.
     */
    void runIn(SqlSession session) throws SQLException {
        session.update("SAVEPOINT work");
        try {
            value = work.run(session);
        } catch (SQLException e) {
            thrown = failure.of(e);
            session.update("ROLLBACK TO work");
        } catch (RuntimeException e) {
            thrown = e;
            session.update("ROLLBACK TO work");
        }
        session.update("RELEASE work");
    }

    /** The transaction is durable. */
    void finish() {
        ended.countDown();
    }

    /** The transaction was undone. */
    void fail(RuntimeException why) {
        if (ended.getCount() > 0) {
            thrown = why;
            ended.countDown();
        }
    }

    @SuppressWarnings("NullAway") // the value is set when nothing was thrown, and work does not answer null
    T await() throws InterruptedException {
        if (!ended.await(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw LandfallException.unavailable(
                    "The disk has not answered for " + ANSWER_TIMEOUT + "; it is unknown whether the write happened."
                            + " Repeat it with the same write id.",
                    null);
        }
        if (thrown != null) {
            throw thrown;
        }
        return value;
    }
}
