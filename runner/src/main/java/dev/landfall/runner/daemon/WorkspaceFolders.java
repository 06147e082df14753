package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.attempt.AttemptFolders;
import dev.landfall.runner.job.JobFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for each attempt below the work folder. */
final class WorkspaceFolders implements AttemptFolders {

    private static final Logger log = LoggerFactory.getLogger(WorkspaceFolders.class);

    private final Path workDirectory;
    private final Path cache;
    private final Path runner;

    WorkspaceFolders(Path workDirectory, Path cache, Path runner) {
        this.workDirectory = workDirectory;
        this.cache = cache;
        this.runner = runner;
    }

    @Override
    public JobFolders create(Lease lease) {
        var root = workDirectory.resolve(lease.job() + "~" + lease.attempt() + "~" + lease.fence());
        var folders = new JobFolders(
                root,
                root.resolve("src"),
                root.resolve("work"),
                root.resolve("home"),
                root.resolve("tmp"),
                cache,
                runner);
        try {
            Files.createDirectories(folders.source());
            Files.createDirectories(folders.work());
            Files.createDirectories(folders.home());
            Files.createDirectories(folders.temporary());
            return folders;
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "No workspace could be made in " + workDirectory + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void remove(JobFolders folders) {
        try (var files = Files.walk(folders.root())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            log.atWarn().addKeyValue("folder", folders.root()).setCause(e).log("a workspace could not be removed");
        }
    }
}
