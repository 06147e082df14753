package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor's folder: one folder a version, and two links. {@code current} is what runs as the runner, {@code keeper} what runs
 * as the supervisor: a version that has not yet proved itself must not be the one that puts the old one back. Without a link it
 * is the version that was installed.
 */
final class Releases {

    static final String CURRENT = "current";
    static final String KEEPER = "keeper";

    private final Path root;

    Releases(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path folder(ReleaseVersion version) {
        return root.resolve(version.text());
    }

    Optional<ReleaseVersion> current() {
        var link = root.resolve(CURRENT);
        try {
            return Files.isSymbolicLink(link)
                    ? Optional.of(new ReleaseVersion(
                            String.valueOf(Files.readSymbolicLink(link).getFileName())))
                    : Optional.empty();
        } catch (IOException e) {
            throw LandfallException.internal("The link " + link + " could not be read.", e);
        }
    }

    /** In one step: at no moment is there neither the one nor the other. */
    void point(String link, @Nullable ReleaseVersion version) {
        var file = root.resolve(link);
        try {
            if (version == null) {
                Files.deleteIfExists(file);
                return;
            }
            var temporary = root.resolve(link + ".new");
            Files.deleteIfExists(temporary);
            Files.createSymbolicLink(temporary, Path.of(version.text()));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw LandfallException.internal("The link " + file + " could not be set.", e);
        }
    }

    /** Removes every version but those two. */
    void keepOnly(@Nullable ReleaseVersion one, @Nullable ReleaseVersion other) {
        try (var files = Files.list(root)) {
            for (var file : files.filter(Files::isDirectory)
                    .filter(file -> !Files.isSymbolicLink(file))
                    .toList()) {
                var name = String.valueOf(file.getFileName());
                boolean kept = (one != null && name.equals(one.text())) || (other != null && name.equals(other.text()));
                if (!kept) {
                    Trees.remove(file);
                }
            }
        } catch (IOException e) {
            throw LandfallException.internal("Old versions in " + root + " could not be removed.", e);
        }
    }
}
