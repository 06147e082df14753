package dev.landfall.runner.guard;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The guard's program. */
final class GuardScript {

    private GuardScript() {}

    static String text() throws IOException {
        try (InputStream script = GuardScript.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw LandfallException.internal(
                        "The runner's guard is missing in its jar. Install the runner again.", null);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
