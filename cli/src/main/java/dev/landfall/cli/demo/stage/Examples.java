package dev.landfall.cli.demo.stage;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The examples that come with Landfall: beside the launcher, or in a folder above the current one. */
public final class Examples {

    private Examples() {}

    /**
     * Copies an example, so that the story may change it.
     *
     * @throws LandfallException NOT_FOUND when the examples are not there
     */
    public static Path copy(String name, Path target, Path currentFolder) {
        var source = folder(currentFolder).resolve(name);
        try (var files = Files.walk(source)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                    copy.toFile().setExecutable(Files.isExecutable(file));
                }
            }
            return target;
        } catch (IOException | UncheckedIOException e) {
            throw LandfallException.unavailable("The example " + source + " could not be copied: " + e.getMessage(), e);
        }
    }

    private static Path folder(Path currentFolder) {
        var launcher = System.getProperty("landfall.launcher", "");
        var beside = launcher.isEmpty()
                ? Stream.<Path>empty()
                : Stream.ofNullable(Path.of(launcher).getParent());
        return Stream.concat(beside, above(currentFolder).stream())
                .map(folder -> folder.resolve("examples"))
                .filter(folder -> Files.isDirectory(folder.resolve("hello")))
                .findFirst()
                .orElseThrow(() -> LandfallException.notFound(
                        "The examples are not here: run the demo from a checkout of Landfall."));
    }

    private static List<Path> above(Path folder) {
        var folders = new ArrayList<Path>();
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            folders.add(at);
        }
        return folders;
    }
}
