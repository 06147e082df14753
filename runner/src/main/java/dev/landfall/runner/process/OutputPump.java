package dev.landfall.runner.process;

import dev.landfall.runner.mask.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one output stream of a process to its sink, as it comes, until it ends or is cut off. */
final class OutputPump implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);

    /** Enough for a quiet process; a talkative one gets what a Linux pipe holds. */
    private static final int FIRST_BUFFER_BYTES = 4 * 1024;

    private static final int MAX_BUFFER_BYTES = 64 * 1024;

    private final InputStream stream;
    private final ByteSink sink;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong passedBytes = new AtomicLong();
    private final ReentrantLock sinkLock = new ReentrantLock();
    private boolean cutOff;

    OutputPump(InputStream stream, ByteSink sink) {
        this.stream = stream;
        this.sink = sink;
    }

    @Override
    public void run() {
        try (stream) {
            byte[] buffer = new byte[FIRST_BUFFER_BYTES];
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                pass(buffer, length);
                if (length == buffer.length && length < MAX_BUFFER_BYTES) {
                    buffer = new byte[MAX_BUFFER_BYTES];
                }
            }
        } catch (IOException e) {
            LOG.debug("output of a process ended early", e);
        } finally {
            ended.countDown();
        }
    }

    /** Whether the stream ended within the time. */
    boolean awaitEnd(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    long passedBytes() {
        return passedBytes.get();
    }

    /** Nothing reaches the sink after this returns; what still comes is dropped. */
    void cutOff() {
        sinkLock.lock();
        try {
            cutOff = true;
        } finally {
            sinkLock.unlock();
        }
    }

    private void pass(byte[] buffer, int length) {
        sinkLock.lock();
        try {
            if (!cutOff) {
                sink.write(buffer, 0, length);
            }
        } finally {
            sinkLock.unlock();
        }
        passedBytes.addAndGet(length);
    }
}
