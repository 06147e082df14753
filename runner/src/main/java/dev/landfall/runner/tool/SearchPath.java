package dev.landfall.runner.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folders of a {@code PATH} variable, in order. Relative and unreadable entries are passed over. */
final class SearchPath {

    private final List<Path> folders;

    SearchPath(String path) {
        this.folders = foldersOf(path);
    }

    /** The first executable file of that name. Looked up anew each time: a tool may be installed while a runner runs. */
    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static List<Path> foldersOf(String path) {
        var folders = new ArrayList<Path>();
        for (var entry : path.split(File.pathSeparator, -1)) {
            absolute(entry).ifPresent(folders::add);
        }
        return List.copyOf(folders);
    }

    private static Optional<Path> absolute(String entry) {
        try {
            return Optional.of(Path.of(entry)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
