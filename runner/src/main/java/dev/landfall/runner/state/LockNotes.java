package dev.landfall.runner.state;

import dev.landfall.protocol.json.Json;
import dev.landfall.runner.workspace.OwnerOnlyFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Is told of a state's lock before Terraform is, so that what follows can be put right after a crash. */
@FunctionalInterface
public interface LockNotes {

    /** For work that leaves no state behind. */
    LockNotes NONE = info -> {};

    /** @param info Terraform's lock info; null when the lock was given back */
    void lockIs(byte @Nullable [] info);

    /** Keeps the note in a file, on the disk when {@link #lockIs} returns. */
    static LockNotes inFile(Path file, StateNote note) {
        return info -> OwnerOnlyFile.write(file, Json.write(note.withLock(info)));
    }
}
