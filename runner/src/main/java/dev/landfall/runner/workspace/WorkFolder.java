package dev.landfall.runner.workspace;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which one runner keeps what belongs to attempts: {@code attempts/} with their workspaces and
 * {@code logs/} with what is not yet shipped. Locked against a second runner while it is open; the lock ends with the process.
 */
public final class WorkFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private final Path attempts;
    private final Path logs;
    private final String boot;
    private final FileChannel lockFile;
    private final List<String> leftovers;

    /**
     * Opens a folder and makes it where there is none.
     *
     * @param random for the names of the folder and of this start
     * @throws LandfallException CONFLICT when another runner has it, UNAVAILABLE when it cannot be made or read
     */
    public static WorkFolder open(Path folder, RandomGenerator random) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.ensureDirectory(root);
            FileChannel lockFile =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw LandfallException.conflict(
                        "The work folder " + root + " is in use by another runner. Stop that one, "
                                + "or give this one a folder of its own with LANDFALL_RUNNER_WORK_DIR.");
            }
            return new WorkFolder(root.toRealPath(), lockFile, random);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The work folder " + root
                            + " could not be opened. Check that it is on a disk with space and belongs to "
                            + "the runner's user.",
                    e);
        }
    }

    private WorkFolder(Path root, FileChannel lockFile, RandomGenerator random) throws IOException {
        this.lockFile = lockFile;
        this.attempts = root.resolve("attempts");
        this.logs = root.resolve("logs");
        OwnerOnly.ensureDirectory(attempts);
        OwnerOnly.ensureDirectory(logs);
        this.leftovers = names(attempts);
        this.boot = folderId(root.resolve("folder-id"), random) + "." + newId(random);
    }

    /** Names this start of this runner, {@code <folder>.<start>}, as the marks of its jobs carry it. */
    public String boot() {
        return boot;
    }

    /**
     * Makes the workspace of an attempt.
     *
     * @param name unique among the attempts that run: letters, digits, {@code . _ -}
     * @throws LandfallException UNAVAILABLE when the disk does not take it
     */
    public Workspace create(String name) {
        Workspace workspace = Workspace.in(named(attempts, name));
        workspace.create();
        return workspace;
    }

    /** Where the attempt's log is spooled; outlives the workspace until it is shipped. Not made here. */
    public Path logFolder(String name) {
        return named(logs, name);
    }

    /** Names of attempts whose logs an earlier start has not shipped. */
    public List<String> unshippedLogs() {
        return names(logs);
    }

    /** The folder itself. */
    public Path root() {
        return Objects.requireNonNull(attempts.getParent());
    }

    /** The folder of all workspaces: what works in there belongs to a job of this runner. */
    public Path attempts() {
        return attempts;
    }

    /** Workspaces that earlier starts left, until {@link #sweep} removes them; their names are those of {@link #create}. */
    public List<Path> leftovers() {
        return leftovers.stream().map(attempts::resolve).toList();
    }

    /**
     * Removes what earlier starts left of workspaces; to be called when their processes are gone. Workspaces made since are
     * left alone. Returns how many there were.
     */
    public int sweep() {
        leftovers.forEach(name -> Workspace.in(attempts.resolve(name)).remove());
        return leftovers.size();
    }

    /** Lets another runner have the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the lock of the work folder could not be released");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String folderId(Path file, RandomGenerator random) throws IOException {
        try {
            String id = Files.readString(file).strip();
            if (NAME.matcher(id).matches()) {
                return id;
            }
        } catch (NoSuchFileException e) {
            LOG.debug("a new work folder");
        }
        String id = newId(random);
        Files.writeString(file, id + "\n");
        return id;
    }

    private static String newId(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong(), 12);
    }

    private static Path named(Path folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of an attempt: " + name);
        }
        return folder.resolve(name);
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("a folder could not be listed");
        }
        return names;
    }
}
