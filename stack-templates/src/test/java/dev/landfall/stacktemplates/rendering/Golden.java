package dev.landfall.stacktemplates.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files as they were when somebody last looked at them, below {@code src/test/golden}. {@code -Dlandfall.golden=write} writes them
 * anew, for a look at the difference.
 */
public final class Golden {

    private static final Path ROOT = Path.of("src", "test", "golden");

    private Golden() {}

    /** Fails at the first file that differs, and when there are other files than these. */
    public static void check(String folder, List<RenderedFile> files) {
        var golden = ROOT.resolve(folder);
        try {
            if ("write".equals(System.getProperty("landfall.golden"))) {
                write(golden, files);
            }
            for (var file : files) {
                assertEquals(Files.readString(golden.resolve(file.path())), file.text(), folder + "/" + file.path());
            }
            assertEquals(files.stream().map(RenderedFile::path).sorted().toList(), paths(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path golden, List<RenderedFile> files) throws IOException {
        Files.createDirectories(golden);
        for (var old : paths(golden)) {
            Files.delete(golden.resolve(old));
        }
        for (var file : files) {
            Files.createDirectories(golden.resolve(file.path()).getParent());
            Files.writeString(golden.resolve(file.path()), file.text());
        }
    }

    private static List<String> paths(Path golden) throws IOException {
        try (var all = Files.walk(golden)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> golden.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
