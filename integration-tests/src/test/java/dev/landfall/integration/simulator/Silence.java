package dev.landfall.integration.simulator;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps what the code under test logs about its simulated troubles from drowning everything else. */
final class Silence {
    private final Logger logger = Logger.getLogger("dev.landfall");
    private final @Nullable Level before = logger.getLevel();

    void begin() {
        logger.setLevel(Level.OFF);
    }

    void end() {
        logger.setLevel(before);
    }
}
