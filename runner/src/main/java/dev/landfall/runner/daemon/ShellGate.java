package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.queue.ClaimGate;
import dev.landfall.runner.tool.InstalledTools;
import java.util.Optional;

/** Without a shell no kind of job runs. */
record ShellGate(InstalledTools tools) implements ClaimGate {

    @Override
    public Optional<String> closed() {
        try {
            tools.shell();
            return Optional.empty();
        } catch (LandfallException e) {
            return Optional.of(e.publicMessage());
        }
    }
}
