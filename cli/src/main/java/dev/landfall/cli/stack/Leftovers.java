package dev.landfall.cli.stack;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Terraform would read in a folder besides a module that was rendered into it: files of an earlier rendering, whose resources
 * would stay, or somebody's own. Nobody but their owner can tell which, so they are told and not removed.
 */
final class Leftovers {

    private Leftovers() {}

    /** Names in order. The folder is the module's; the modules inside it are called by name and have the same files always. */
    static List<String> in(Path folder, List<RenderedFile> module) {
        var rendered = module.stream().map(RenderedFile::path).collect(Collectors.toSet());
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(Leftovers::isReadByItself)
                    .filter(name -> !rendered.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw LandfallException.invalid("The folder " + folder + " could not be read: " + e.getMessage());
        }
    }

    private static boolean isReadByItself(String name) {
        return Stream.of(".tf", ".tf.json", ".auto.tfvars", ".auto.tfvars.json").anyMatch(name::endsWith);
    }
}
