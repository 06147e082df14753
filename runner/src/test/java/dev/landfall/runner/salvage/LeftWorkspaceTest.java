package dev.landfall.runner.salvage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.state.StateNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftWorkspaceTest {

    private static final Lease LEASE = new Lease(new JobId("in_1.jb_1"), 1, 7);
    private static final String ERRORED = "src/module/errored.tfstate";
    private static final StateNote NOTE = new StateNote(LEASE, "main", ERRORED, "{\"ID\":\"lock-1\"}");

    @TempDir
    Path folder;

    private Path root;
    private SalvagedStates states;

    @BeforeEach
    void makeWorkspace() throws IOException {
        root = Files.createDirectories(folder.resolve("attempt"));
        Files.createDirectories(root.resolve("src/module"));
        Files.writeString(root.resolve(ERRORED), "the state");
        states = new SalvagedStates(folder);
    }

    @Test
    void stateAndNoteOutliveTheWorkspace() throws IOException {
        note(NOTE);
        salvage();

        assertEquals(List.of(NOTE), states.pending());
        var file = folder.resolve("salvaged/in_1.jb_1-1.tfstate");
        assertEquals("the state", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(), states.kept());
    }

    @Test
    void sameWorkspaceCanBeSalvagedAgainAfterACrash() throws IOException {
        note(NOTE);
        salvage();
        salvage();

        assertEquals(List.of(NOTE), states.pending());
    }

    @Test
    void applyThatHandedItsStateOverLeavesNothing() throws IOException {
        note(NOTE);
        Files.delete(root.resolve(ERRORED));
        salvage();

        requireNothingTaken();
    }

    @Test
    void workspaceWithoutANoteIsPassedOver() {
        salvage();

        requireNothingTaken();
    }

    @Test
    void damagedNoteIsPassedOver() throws IOException {
        for (var text : List.of("", "{", "[]", "{\"workspace\":\"main\"}", "x".repeat(1 << 20))) {
            Files.writeString(root.resolve(StateNote.FILE), text);
            salvage();
            requireNothingTaken();
        }
    }

    @Test
    void noteUnderAnotherLeaseIsRefused() throws IOException {
        note(new StateNote(new Lease(LEASE.job(), 1, 8), "main", ERRORED, null));
        salvage();

        requireNothingTaken();
    }

    @Test
    void fileOutsideOfTheWorkspaceIsRefused() throws IOException {
        Files.writeString(folder.resolve("runner.key"), "private");
        for (var path : List.of("../runner.key", folder.resolve("runner.key").toString())) {
            note(new StateNote(LEASE, "main", path, null));
            salvage();
            requireNothingTaken();
        }
    }

    @Test
    void linkToAFileOutsideIsRefused() throws IOException {
        Files.writeString(folder.resolve("runner.key"), "private");
        Files.delete(root.resolve(ERRORED));
        Files.createSymbolicLink(root.resolve(ERRORED), folder.resolve("runner.key"));
        note(NOTE);
        salvage();
        requireNothingTaken();

        Files.createSymbolicLink(root.resolve("out"), folder);
        note(new StateNote(LEASE, "main", "out/runner.key", null));
        salvage();
        requireNothingTaken();
    }

    private void note(StateNote note) throws IOException {
        Files.write(root.resolve(StateNote.FILE), Json.write(note));
    }

    private void salvage() {
        new LeftWorkspace(root, LEASE).salvageInto(states);
    }

    private void requireNothingTaken() {
        assertFalse(Files.exists(folder.resolve("salvaged")), "something was taken");
    }
}
