package dev.landfall.runner.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository with a working folder and a bare copy that is kept in step, made by the git command. */
public final class GitRepository {

    private final Path working;
    private final Path served;
    private final Path bare;

    public GitRepository(Path folder) {
        this.working = folder.resolve("working");
        this.served = folder.resolve("served");
        this.bare = served.resolve("repo.git");
        git(folder, "init", "-q", "-b", "main", working.toString());
        git(folder, "init", "-q", "--bare", "-b", "main", bare.toString());
        git(working, "remote", "add", "origin", bare.toString());
    }

    public Path bare() {
        return bare;
    }

    /** The folder that holds the bare repository. */
    public Path served() {
        return served;
    }

    public Path working() {
        return working;
    }

    /** Commits the files on the current branch and pushes; returns the commit's id. */
    public String commit(Map<String, String> files) {
        try {
            for (var file : files.entrySet()) {
                var path = working.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commitAll();
    }

    /** Commits what is in the working folder and pushes. */
    public String commitAll() {
        git(working, "add", "-A");
        git(working, "commit", "-q", "-m", "change");
        git(working, "push", "-q", "origin", "HEAD");
        git(bare, "update-server-info");
        return git(working, "rev-parse", "HEAD").strip();
    }

    public String git(Path directory, String... arguments) {
        var argv = new ArrayList<>(
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"));
        argv.addAll(List.of(arguments));
        try {
            Files.createDirectories(directory);
            var process = new ProcessBuilder(argv)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(argv + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
