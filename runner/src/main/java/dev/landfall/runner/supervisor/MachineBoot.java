package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which of its starts this machine is in, as Linux names them. */
final class MachineBoot {

    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

    private MachineBoot() {}

    /**
     * @throws LandfallException INTERNAL on another system
     */
    static String id() {
        try {
            return Files.readString(FILE).strip();
        } catch (IOException e) {
            throw LandfallException.internal("The start of this machine has no name in " + FILE + ".", e);
        }
    }
}
