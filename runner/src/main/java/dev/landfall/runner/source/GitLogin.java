package dev.landfall.runner.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What git processes get in their environment to log in with, and the files made for it, which {@link #close} removes.
 *
 * @param environment holds the token where there is one: for git's processes alone
 * @param files to remove
 */
record GitLogin(Map<String, String> environment, List<Path> files) implements AutoCloseable {

    GitLogin {
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
    }

    static GitLogin none() {
        return new GitLogin(Map.of(), List.of());
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** The environment may hold a token. */
    @Override
    public String toString() {
        return "GitLogin" + environment.keySet();
    }
}
