package dev.landfall.runner.logs;

import dev.landfall.runner.mask.ByteSink;
import dev.landfall.runner.mask.Masker;
import dev.landfall.runner.mask.MaskingStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream of a job on its way into the spool: raw bytes go in, secrets and all. Safe for several threads, whose
 * lines then mix as they come.
 */
public final class LogInput implements ByteSink {

    private final LogSpool spool;
    private final LineSplitter lines;
    private final MaskingStream masking;
    private final ReentrantLock lock = new ReentrantLock();
    private long nowMillis;

    LogInput(LogSpool spool, LineSplitter lines, Masker masker) {
        this.spool = spool;
        this.lines = lines;
        this.masking = masker.open((bytes, offset, length) -> spool.accept(lines, nowMillis, bytes, offset, length));
    }

    /** Takes bytes as the job printed them; whole lines are on disk when this returns. Never fails for want of disk. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (spool.countedOnly(bytes, offset, length)) {
                return;
            }
            nowMillis = spool.nowMillis();
            masking.write(bytes, offset, length);
            spool.settle();
        } finally {
            lock.unlock();
        }
    }

    /** The program that printed has ended: so has its last line. What is written afterwards begins a new one. */
    public void end() {
        lock.lock();
        try {
            nowMillis = spool.nowMillis();
            masking.close();
            spool.end(lines);
        } finally {
            lock.unlock();
        }
    }
}
