package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one activity's step again and again in a virtual thread until it is stopped. */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Step step;
    private final Runnable progress;
    private final Wakeable wakeable = new Wakeable();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    /** One step of an activity. */
    @FunctionalInterface
    interface Step {
        /** @return how long to wait before the next one; zero for not at all */
        Duration run() throws InterruptedException;
    }

    /** @param progress is told before every step: this loop is not stuck */
    Loop(String name, Step step, Runnable progress) {
        this.name = name;
        this.step = step;
        this.progress = progress;
        this.thread = Thread.ofVirtual().name("landfall-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Has the next step run now. */
    void wake() {
        wakeable.wake();
    }

    /** Ends the loop after its present step, which is interrupted where it waits. */
    void stop() {
        stopped.set(true);
        thread.interrupt();
    }

    private void run() {
        var backoff = new Backoff(ThreadLocalRandom.current());
        while (!stopped.get()) {
            progress.run();
            try {
                var pause = step(backoff);
                if (!pause.isZero()) {
                    wakeable.await(pause);
                }
            } catch (InterruptedException e) {
                // stop() interrupts; anything else does not
            }
        }
    }

    private Duration step(Backoff backoff) throws InterruptedException {
        try {
            var pause = step.run();
            backoff.reset();
            return pause;
        } catch (LandfallException e) {
            if (!stopped.get()) {
                log.atWarn()
                        .addKeyValue("loop", name)
                        .addKeyValue("reason", e.publicMessage())
                        .log("a step failed");
            }
            return backoff.next();
        } catch (RuntimeException e) {
            log.atError().addKeyValue("loop", name).setCause(e).log("a step failed unexpectedly");
            return backoff.next();
        }
    }
}
