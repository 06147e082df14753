package dev.landfall.runner.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void aWorkspaceHasItsFoldersAndNobodyElseMayEnter() throws Exception {
        try (WorkFolder folder = open()) {
            Workspace workspace = folder.create("pr_1.jb_1-1");
            for (Path path : List.of(workspace.source(), workspace.work(), workspace.home(), workspace.temporary())) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
            assertEquals(
                    Map.of(
                            "HOME", workspace.home().toString(),
                            "TMPDIR", workspace.temporary().toString()),
                    workspace.environment());
            workspace.remove();
            assertFalse(Files.exists(workspace.root()));
        }
    }

    @Test
    void linksAreRemovedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious"), "kept");
        try (WorkFolder folder = open()) {
            Workspace workspace = folder.create("a");
            Files.createSymbolicLink(workspace.source().resolve("folder"), outside);
            Files.createSymbolicLink(workspace.source().resolve("file"), precious);
            Files.createSymbolicLink(workspace.source().resolve("dangling"), Path.of("/nowhere"));
            Files.createSymbolicLink(workspace.source().resolve("loop"), workspace.source());
            workspace.remove();
            assertFalse(Files.exists(workspace.root(), LinkOption.NOFOLLOW_LINKS));
            assertEquals("kept", Files.readString(precious));
        }
    }

    @Test
    void foldersWithoutRightsAreRemoved() throws Exception {
        try (WorkFolder folder = open()) {
            Workspace workspace = folder.create("a");
            Path closed = Files.createDirectories(workspace.source().resolve("one/two"));
            Files.writeString(closed.resolve("file"), "x");
            Files.setPosixFilePermissions(closed.resolve("file"), PosixFilePermissions.fromString("---------"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
            workspace.remove();
            assertFalse(Files.exists(workspace.root()));
        }
    }

    @Test
    void oddNamesAndDeepTreesAreRemoved() throws Exception {
        try (WorkFolder folder = open()) {
            Workspace workspace = folder.create("a");
            shell(
                    workspace.source(),
                    "touch -- '-rf' ' ' '*' \"$(printf 'new\\nline')\" \"$(printf 'bad\\377byte')\"; "
                            + "i=0; while [ $i -lt 400 ]; do mkdir a-name-of-thirty-characters-abc; "
                            + "cd -P a-name-of-thirty-characters-abc; touch f; i=$((i + 1)); done");
            workspace.remove();
            assertFalse(Files.exists(workspace.root()));
        }
    }

    @Test
    void theNextStartSweepsWhatIsLeftAndNothingElse() {
        try (WorkFolder first = open()) {
            first.create("left-1");
            first.create("left-2");
        }
        try (WorkFolder second = open()) {
            Workspace own = second.create("own");
            assertEquals(2, second.sweep());
            assertTrue(Files.isDirectory(own.source()));
        }
    }

    @Test
    void eachStartHasItsOwnNameWithinTheFolder() {
        String one;
        String other;
        try (WorkFolder first = open()) {
            one = first.boot();
        }
        try (WorkFolder second = WorkFolder.open(temporary.resolve("work"), new Random(2))) {
            other = second.boot();
        }
        assertNotEquals(one, other);
        assertEquals(one.split("\\.")[0], other.split("\\.")[0]);
    }

    @Test
    void aFolderHasOneRunnerAtATime() {
        try (WorkFolder first = open()) {
            assertNotEquals("", first.boot());
            LandfallException taken = assertThrows(LandfallException.class, this::open);
            assertEquals(ErrorKind.CONFLICT, taken.kind());
        }
        open().close();
    }

    @Test
    void aFolderThatCannotBeMadeIsAnErrorThatSaysSo() throws IOException {
        Files.writeString(temporary.resolve("work"), "a file");
        LandfallException failure = assertThrows(LandfallException.class, this::open);
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
    }

    @Test
    void logFoldersOutliveWorkspacesAndAreFoundAgain() throws IOException {
        try (WorkFolder first = open()) {
            Files.createDirectories(first.logFolder("pr_1.jb_1-1"));
        }
        try (WorkFolder second = open()) {
            assertEquals(List.of("pr_1.jb_1-1"), second.unshippedLogs());
        }
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        try (WorkFolder folder = open()) {
            for (String name : List.of("..", "../x", "a/b", "", ".hidden")) {
                assertThrows(IllegalArgumentException.class, () -> folder.create(name));
            }
        }
    }

    private WorkFolder open() {
        return WorkFolder.open(temporary.resolve("work"), new Random(1));
    }

    private static void shell(Path directory, String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
}
