package dev.landfall.formats.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the list of functions in the docs with those that there are. */
final class FunctionsPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| (?:logic|texts|numbers|lists|tables|formats) \\| `([^`]+)` \\|$", Pattern.MULTILINE);

    @Test
    void theDocsListEveryFunctionAndNoOther() throws IOException {
        var listed = new TreeSet<String>();
        ROW.matcher(Files.readString(Path.of("../docs/app-config.md")))
                .results()
                .forEach(row -> List.of(row.group(1).split(" ")).forEach(listed::add));

        assertEquals(new TreeSet<>(Functions.NAMES), listed);
    }
}
