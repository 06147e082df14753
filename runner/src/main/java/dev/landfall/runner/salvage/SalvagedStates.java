package dev.landfall.runner.salvage;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.state.StateNote;
import dev.landfall.runner.workspace.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of states that the control plane has not taken, which outlives workspaces and processes:
 *
 * <pre>
 * &lt;job&gt;-&lt;attempt&gt;.tfstate   the state, 0600; removed only once the control plane has it
 * &lt;job&gt;-&lt;attempt&gt;.pending   the note that it takes to hand it over; gone when there is no use in trying
 * </pre>
 */
public final class SalvagedStates {

    static final String STATE = ".tfstate";
    static final String PENDING = ".pending";

    private static final String NAME = "salvaged";
    private static final Logger log = LoggerFactory.getLogger(SalvagedStates.class);

    private final Path folder;

    /** @param runner the runner's own folder; nothing is made in it before there is something to keep */
    public SalvagedStates(Path runner) {
        this.folder = runner.resolve(NAME);
    }

    /**
     * Keeps a state for a person.
     *
     * @return the file
     * @throws LandfallException UNAVAILABLE when the disk does not take it
     */
    public Path keep(Lease lease, byte[] state) {
        var file = file(lease, STATE);
        OwnerOnlyFile.write(file, state);
        return file;
    }

    /** States that nobody tries to hand over any more: a person has to look at them. */
    public List<Path> kept() {
        return files(STATE).stream()
                .filter(state -> !Files.exists(sibling(state, STATE, PENDING)))
                .toList();
    }

    /** Keeps a state to be handed over. The state is there before its note is. */
    void take(StateNote note, Path state) {
        OwnerOnlyFile.copy(state, file(note.lease(), STATE));
        OwnerOnlyFile.write(file(note.lease(), PENDING), Json.write(note));
    }

    /** Notes of the states that are to be handed over. */
    List<StateNote> pending() {
        return files(PENDING).stream()
                .map(StateNote::read)
                .flatMap(Optional::stream)
                .filter(note -> Files.exists(state(note)))
                .toList();
    }

    Path state(StateNote note) {
        return file(note.lease(), STATE);
    }

    /** The control plane has it. */
    void handedOver(StateNote note) {
        remove(state(note));
        remove(file(note.lease(), PENDING));
    }

    /** The control plane will never take it. */
    void giveUp(StateNote note) {
        remove(file(note.lease(), PENDING));
    }

    private Path file(Lease lease, String suffix) {
        return folder.resolve(lease.job() + "-" + lease.attempt() + suffix);
    }

    private static Path sibling(Path file, String suffix, String other) {
        var name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - suffix.length()) + other);
    }

    private List<Path> files(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The folder " + folder + " of kept Terraform states could not be read: " + e.getMessage()
                            + ". Let the runner's user read and write it.",
                    e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", file).setCause(e).log("a file that is not needed could not be removed");
        }
    }
}
