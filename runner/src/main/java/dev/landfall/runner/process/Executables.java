package dev.landfall.runner.process;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs as execvp(3) does: a name with a slash as it is, any other along the PATH. */
final class Executables {

    private final String searchPath;

    Executables(String searchPath) {
        this.searchPath = searchPath;
    }

    Optional<Path> find(String program, Path directory) {
        try {
            if (program.indexOf('/') >= 0) {
                return Optional.of(directory.resolve(program)).filter(Executables::isProgram);
            }
            for (String folder : searchPath.split(":")) {
                Path candidate = directory.resolve(folder).resolve(program);
                if (isProgram(candidate)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
