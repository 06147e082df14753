package dev.landfall.runner.source;

import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.job.JobContext;
import java.nio.file.Path;

/** Fetches whatever a {@link SourceRef} names. Thread-safe. */
public final class Sources {

    private final ArchiveSource archives;
    private final GitSource git;

    public Sources(ArchiveSource archives, GitSource git) {
        this.archives = archives;
        this.git = git;
    }

    /**
     * Puts the source's files below a folder.
     *
     * @param target an empty or absent folder of the workspace
     * @return the folder that the reference names, {@code target} or one below it
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the source is not what it should be, NOT_FOUND
     *     when the commit or folder does not exist, UNAVAILABLE when the server cannot be reached
     */
    public Path fetch(SourceRef source, Path target, JobContext context) {
        return switch (source) {
            case SourceRef.Archive archive -> archives.fetch(archive, target, context);
            case SourceRef.Git repository ->
                git.fetch(repository, target, context).folder();
        };
    }
}
