package dev.landfall.functionslocal.sqlite;

import dev.landfall.protocol.error.LandfallException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A few connections that only read, each lent to one caller at a time; they see every answered write. */
final class Readers implements AutoCloseable {

    /** A read takes microseconds, so a few serve many callers. */
    private static final int COUNT = 4;

    private static final Duration ENTRY_TIMEOUT = Duration.ofSeconds(5);

    private final BlockingQueue<SqlSession> idle = new ArrayBlockingQueue<>(COUNT);
    private final SqlFailure failure;

    Readers(Connections connections, SqlFailure failure) throws SQLException {
        this.failure = failure;
        for (int i = 0; i < COUNT; i++) {
            idle.add(connections.reader());
        }
    }

    <T> T run(SqlWork<T> work) {
        var session = take();
        try {
            return work.run(session);
        } catch (SQLException e) {
            throw failure.of(e);
        } finally {
            idle.add(session);
        }
    }

    @Override
    public void close() throws SQLException {
        for (int i = 0; i < COUNT; i++) {
            take().close();
        }
    }

    private SqlSession take() {
        try {
            var session = idle.poll(ENTRY_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (session == null) {
                throw LandfallException.unavailable("The store is closed or too busy to read. Try again later.", null);
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("Reading was interrupted.", e);
        }
    }
}
