package dev.landfall.runner.salvage;

import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.state.StateNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace that an earlier process left, whose own processes are gone. Jobs could write there, so nothing outside of it is
 * taken, and nothing under another lease than its own.
 *
 * @param root of the workspace
 */
public record LeftWorkspace(Path root, Lease lease) {

    private static final Logger log = LoggerFactory.getLogger(LeftWorkspace.class);

    /**
     * Takes the state that Terraform could not hand over out of it, if there is one, so that the workspace can be removed.
     *
     * @throws dev.landfall.protocol.error.LandfallException UNAVAILABLE when the disk does not take it; the workspace must
     *     stay then
     */
    public void salvageInto(SalvagedStates states) {
        StateNote.read(root.resolve(StateNote.FILE))
                .ifPresent(note -> erroredState(note).ifPresent(file -> {
                    states.take(note, file);
                    log.atWarn()
                            .addKeyValue("job", lease.job())
                            .addKeyValue("workspace", note.workspace())
                            .log("found a Terraform state that a killed runner could not hand over");
                }));
    }

    private Optional<Path> erroredState(StateNote note) {
        var file = root.resolve(note.erroredState()).normalize();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!note.lease().equals(lease) || !isFileInside(file)) {
            log.atError()
                    .addKeyValue("workspace", root)
                    .log("the note of a state does not fit its workspace; the state is not taken");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private boolean isFileInside(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
