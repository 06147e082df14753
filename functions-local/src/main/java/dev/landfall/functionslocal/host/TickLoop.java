package dev.landfall.functionslocal.host;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The minute timer of a cloud, as a thread. A tick that fails is logged and comes again. */
final class TickLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TickLoop.class);

    private final Thread thread;

    TickLoop(Runnable tick, Duration interval) {
        this.thread = Thread.ofVirtual().name("tick").start(() -> loop(tick, interval));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void loop(Runnable tick, Duration interval) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                tick.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("tick failed");
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
