package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The tables of {@code docs/cli.md} are the command tree. Run with {@code -Dgolden.write=true} to write them anew; what stands
 * above the first of them is written by people.
 */
class CliPageTest {

    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final String START = "<!-- commands -->\n";

    @Test
    void pageListsEveryCommandWithAnExample() throws IOException {
        var page = Files.readString(PAGE);
        var byPeople = page.substring(0, page.indexOf(START) + START.length());
        var expected = byPeople + tables();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE));
    }

    private static String tables() {
        var root = Landfall.whole(new Invocation(Surroundings.ofThisProcess()));
        return Arrays.stream(Area.values())
                .map(area ->
                        table(area, Objects.requireNonNull(root.getSubcommands().get(area.title()))))
                .collect(Collectors.joining());
    }

    private static String table(Area area, CommandLine line) {
        var text = new StringBuilder("\n## landfall " + area.title() + "\n\n" + area.summary() + "\n\n");
        text.append("| command | does | example |\n|---|---|---|\n");
        rows(line, text);
        return text.toString();
    }

    private static void rows(CommandLine line, StringBuilder text) {
        var usage = line.getCommandSpec().usageMessage();
        if (usage.footer().length > 0 || line.getSubcommands().isEmpty()) {
            text.append("| `" + synopsis(line) + "` | " + cell(String.join(" ", usage.description())) + " | "
                    + example(usage.footer()) + " |\n");
        }
        new LinkedHashSet<>(line.getSubcommands().values()).forEach(child -> rows(child, text));
    }

    private static String synopsis(CommandLine line) {
        var parameters = line.getCommandSpec().positionalParameters().stream()
                .map(PositionalParamSpec::paramLabel)
                .map(label -> " " + label)
                .collect(Collectors.joining());
        return line.getCommandSpec().qualifiedName() + parameters.replace("|", "\\|");
    }

    private static String example(String[] footer) {
        return List.of(footer).stream()
                .map(String::strip)
                .filter(line -> line.contains("landfall "))
                .findFirst()
                .map(line -> "`" + cell(line) + "`")
                .orElse("");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("%n", " ").strip();
    }
}
