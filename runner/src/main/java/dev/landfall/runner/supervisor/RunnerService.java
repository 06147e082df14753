package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import java.time.Duration;

/** The runner as systemd runs it, and the machine. Each call waits for its end and throws INTERNAL when it does not work. */
record RunnerService(RunnerConfig config, Programs programs) {

    private static final String NAME = "landfall-runner.service";

    /** Beyond the time that the runner may take to drain, with the grace of its jobs. */
    private static final Duration STOP_MARGIN = Duration.ofMinutes(6);

    private static final Duration START = Duration.ofMinutes(2);

    /**
     * Jobs that run finish first, for as long as the runner's settings let them.
     *
     * @throws LandfallException INTERNAL when it cannot be stopped
     */
    void stop() {
        programs.run(config.drainTimeout().plus(config.maxCancelGrace()).plus(STOP_MARGIN), "systemctl", "stop", NAME);
    }

    void start() {
        programs.run(START, "systemctl", "start", NAME);
    }

    void powerOffMachine() {
        programs.run(START, "systemctl", "poweroff");
    }
}
