package dev.landfall.functionslocal.wakeup;

import dev.landfall.controlplane.wakeup.WakeUp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@link WakeUp} within one process. Topics share {@value #STRIPES} counters by their hash, so memory does not grow with
 * topics; a reader may be woken for another topic and then just reads once more. Waiting costs no carrier thread.
 */
public final class ProcessWakeUp implements WakeUp {

    private static final int STRIPES = 1024;

    private final Stripe[] stripes = new Stripe[STRIPES];

    public ProcessWakeUp() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    @Override
    public void signal(String topic) {
        stripe(topic).signal();
    }

    @Override
    public long mark(String topic) {
        return stripe(topic).counter.get();
    }

    @Override
    public void await(String topic, long mark, Duration timeout) {
        try {
            stripe(topic).await(mark, timeout.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stripe stripe(String topic) {
        int hash = topic.hashCode() * 0x9E3779B9;
        return stripes[hash >>> 22];
    }

    private static final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final AtomicLong counter = new AtomicLong();

        void signal() {
            lock.lock();
            try {
                counter.incrementAndGet();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long mark, long timeoutNanos) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long left = timeoutNanos;
                while (counter.get() == mark && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
