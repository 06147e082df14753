package dev.landfall.runner.session;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The registration on disk: {@code runner.json} for anyone to read, {@code runner.key} for the owner alone (0600). Both are
 * written whole or not at all.
 */
public final class IdentityFiles {

    static final String RUNNER = "runner.json";
    static final String KEY = "runner.key";

    private final Path directory;

    public IdentityFiles(Path directory) {
        this.directory = directory;
    }

    public boolean exist() {
        return Files.exists(directory.resolve(RUNNER));
    }

    /**
     * @throws LandfallException NOT_FOUND when the runner was never registered here, INVALID when a file is damaged
     */
    public RunnerIdentity load() {
        var stored = Json.read(text(RUNNER), Stored.class);
        requireWhole(stored);
        var keys = EcKeys.read(text(KEY));
        return new RunnerIdentity(stored.runner(), stored.pool(), stored.server(), stored.rootKey(), keys);
    }

    /** Replaces what is there; the key goes first, so that {@code runner.json} always has its key. */
    public void store(RunnerIdentity identity) {
        try {
            Files.createDirectories(directory);
            write(KEY, identity.keys().privateJwk(), "rw-------");
            var stored = new Stored(identity.runner(), identity.pool(), identity.server(), identity.rootKey());
            write(RUNNER, Json.writePretty(stored) + "\n", "rw-r--r--");
        } catch (IOException e) {
            throw new LandfallException(
                    dev.landfall.protocol.error.ErrorKind.INVALID,
                    "The registration could not be written to " + directory + ": " + e.getMessage()
                            + ". Make the folder writable for the runner, or set LANDFALL_RUNNER_DIR.",
                    e);
        }
    }

    private String text(String name) {
        var file = directory.resolve(name);
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw LandfallException.notFound("This runner is not registered: " + file
                    + " does not exist. Run 'landfall runner register' with an enrolment token of its pool.");
        } catch (IOException e) {
            throw LandfallException.internal("The registration in " + file + " could not be read.", e);
        }
    }

    private void requireWhole(Stored stored) {
        if (stored.runner() == null || stored.pool() == null || stored.server() == null || stored.rootKey() == null) {
            throw LandfallException.invalid("The registration in " + directory.resolve(RUNNER)
                    + " is not whole: it names runner, pool, server and rootKey. Register the runner again.");
        }
        EcJwk.read(stored.rootKey());
    }

    private void write(String name, String text, String permissions) throws IOException {
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        var temporary = directory.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(temporary, options, attribute)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private record Stored(RunnerId runner, PoolId pool, URI server, String rootKey) {}
}
