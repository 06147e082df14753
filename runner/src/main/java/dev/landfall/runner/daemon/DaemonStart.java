package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.job.JobHandlers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From nothing to an open session: registers where that helps, makes what the process has, and waits for the control plane. */
final class DaemonStart {

    private static final Logger log = LoggerFactory.getLogger(DaemonStart.class);

    private DaemonStart() {}

    /**
     * Returns when the session is open; while the control plane cannot be reached it is tried again until the calling thread is
     * interrupted.
     *
     * @throws LandfallException as {@link RunnerDaemon#start(RunnerConfig)}
     */
    static RunnerParts inSession(RunnerConfig config, JobHandlers handlers) {
        var registration = new CloudRegistration(config);
        try {
            registration.ensure();
            try {
                return tryInSession(config, handlers);
            } catch (LandfallException e) {
                if (!registration.helps(e)) {
                    throw e;
                }
                log.atWarn().addKeyValue("reason", e.publicMessage()).log("registering anew");
                registration.register();
                return tryInSession(config, handlers);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The start of the runner was interrupted.", e);
        }
    }

    private static RunnerParts tryInSession(RunnerConfig config, JobHandlers handlers) throws InterruptedException {
        var parts = RunnerParts.of(config, handlers);
        try {
            parts.guard().ensureRunning();
            parts.sweep();
            openSession(parts);
            return parts;
        } catch (LandfallException | InterruptedException e) {
            parts.close();
            throw e;
        }
    }

    private static void openSession(RunnerParts parts) {
        var backoff = new Backoff(ThreadLocalRandom.current());
        while (true) {
            try {
                parts.session().once();
                return;
            } catch (LandfallException e) {
                if (!e.kind().retryable() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.atWarn().addKeyValue("reason", e.publicMessage()).log("waiting for the control plane");
                pause(backoff.next(), e);
            }
        }
    }

    private static void pause(Duration duration, LandfallException reason) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
