package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line in the pages for people is one that the command tree takes. Nothing is run. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern FENCE = Pattern.compile("^\\s*```(\\w*).*");
    private static final Pattern IN_BLOCK = Pattern.compile("(?:^|[|(]\\s*)(?:\\./)?landfall (.*)");
    private static final Pattern IN_TEXT = Pattern.compile("`(?:\\./)?landfall ([^`]+)`");
    private static final Pattern END = Pattern.compile("\\s(?:#|>|<|\\||\\\\\\|).*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** As a table writes a choice: {@code bash\|zsh\|fish}; the first is tried. */
    private static final Pattern CHOICE = Pattern.compile("(\\w+)(?:\\\\\\|\\w+)+");

    private static final CommandLine TREE =
            Landfall.whole(new Invocation(Surroundings.ofThisProcess())).setCaseInsensitiveEnumValuesAllowed(true);

    @Test
    void everyCommandLineInAPageParses() {
        var wrong = new ArrayList<String>();
        var lines = pages().flatMap(DocumentedCommandsTest::lines).toList();
        lines.forEach(line -> line.problem().ifPresent(wrong::add));
        assertEquals(List.of(), wrong);
        assertTrue(lines.size() > 50, "found only " + lines.size());
    }

    /**
     * A command line as it stands in a page.
     *
     * @param whole in a code block; in running text parameters may be left out
     */
    private record Line(Path page, int number, String text, boolean whole) {

        Optional<String> problem() {
            try {
                TREE.parseArgs(words(text));
                return Optional.empty();
            } catch (MissingParameterException e) {
                return whole ? Optional.of(told(e)) : Optional.empty();
            } catch (ParameterException e) {
                return Optional.of(told(e));
            }
        }

        private String told(ParameterException e) {
            return page + ":" + number + ": landfall " + text + ": " + e.getMessage();
        }
    }

    private static Stream<Line> lines(Path page) {
        var found = new ArrayList<Line>();
        var block = "";
        var number = 0;
        for (var line : text(page)) {
            number++;
            var fence = FENCE.matcher(line);
            if (fence.matches()) {
                block = block.isEmpty() ? "```" + fence.group(1) : "";
            } else if (block.isEmpty()) {
                add(found, page, number, IN_TEXT, line, false);
            } else if (block.equals("```sh") || block.equals("```")) {
                add(found, page, number, IN_BLOCK, line.strip(), true);
            }
        }
        return found.stream();
    }

    private static void add(List<Line> found, Path page, int number, Pattern pattern, String line, boolean whole) {
        pattern.matcher(line)
                .results()
                .map(match -> CHOICE.matcher(match.group(1)).replaceAll("$1"))
                .map(text -> END.matcher(text + " ").replaceAll("").strip())
                .filter(text -> !text.contains("…"))
                .forEach(text -> found.add(new Line(page, number, text, whole)));
    }

    private static String[] words(String text) {
        return WORD.matcher(text)
                .results()
                .map(match -> match.group(1) != null
                        ? match.group(1)
                        : match.group(2) != null ? match.group(2) : match.group(3))
                .toArray(String[]::new);
    }

    private static Stream<Path> pages() {
        return Stream.of("README.md", "CONTRIBUTING.md", "docs", "examples")
                .map(ROOT::resolve)
                .flatMap(DocumentedCommandsTest::below)
                .filter(file -> file.toString().endsWith(".md"))
                .sorted();
    }

    private static Stream<Path> below(Path start) {
        try (var files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> text(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
