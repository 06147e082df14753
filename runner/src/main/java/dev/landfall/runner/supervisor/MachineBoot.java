package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which of its starts this machine is in, and for how long, as Linux says it. */
public final class MachineBoot {

    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UPTIME = Path.of("/proc/uptime");

    private MachineBoot() {}

    /**
     * @throws LandfallException INTERNAL on another system
     */
    static String id() {
        try {
            return Files.readString(ID).strip();
        } catch (IOException e) {
            throw LandfallException.internal("The start of this machine has no name in " + ID + ".", e);
        }
    }

    /** Empty on another system. */
    public static Optional<Duration> uptime() {
        try {
            var text = Files.readString(UPTIME);
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.substring(0, text.indexOf('.')))));
        } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
