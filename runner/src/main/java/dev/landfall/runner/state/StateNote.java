package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.statestore.StateAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the next process of this runner has to know of an apply when this one is killed: which state it changes, and where
 * Terraform leaves the state that it could not hand over. The file {@value #FILE} in the attempt's workspace.
 *
 * @param workspace name of the state in the control plane
 * @param erroredState Terraform's {@code errored.tfstate}, relative to the attempt's workspace
 * @param lock Terraform's lock info, JSON; null while it holds no lock
 * @param access to the customer's store that keeps the state; null when the control plane does
 */
public record StateNote(
        Lease lease,
        String workspace,
        String erroredState,
        @Nullable String lock,
        @Nullable StateAccess access) {

    public static final String FILE = "state.json";

    /** Lock info is at most 8 KiB in the control plane; more than this is no note. */
    private static final int MAX_BYTES = 64 * 1024;

    /** Of a state that the control plane keeps. */
    public StateNote(Lease lease, String workspace, String erroredState, @Nullable String lock) {
        this(lease, workspace, erroredState, lock, null);
    }

    public StateNote withLock(byte @Nullable [] info) {
        return new StateNote(lease, workspace, erroredState, info == null ? null : new String(info, UTF_8), access);
    }

    public byte @Nullable [] lockInfo() {
        return lock == null ? null : lock.getBytes(UTF_8);
    }

    /** Empty when there is none, or it is damaged. */
    public static Optional<StateNote> read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readAllBytes(file), StateNote.class))
                    .filter(StateNote::whole);
        } catch (LandfallException | IOException e) {
            return Optional.empty();
        }
    }

    private boolean whole() {
        return lease != null && workspace != null && erroredState != null;
    }
}
