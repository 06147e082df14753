package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandTreeTest {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    static Stream<String> leaves() {
        return leaves(tree()).stream().map(leaf -> leaf.getCommandSpec().qualifiedName());
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyCommandHasHelpWithExamplesThatParse(String name) {
        var leaf = find(name);
        var usage = leaf.getCommandSpec().usageMessage();
        assertTrue(usage.description().length > 0, "description");
        if (name.equals("landfall help")) {
            return;
        }
        var examples = Arrays.stream(usage.footer())
                .filter(line -> line.contains("landfall "))
                .toList();
        assertFalse(examples.isEmpty(), "examples");
        examples.forEach(example -> tree().parseArgs(words(example)));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyCommandShowsItsHelp(String name) {
        if (name.equals("landfall help")) {
            return;
        }
        var words = new ArrayList<>(List.of(name.split(" ")).subList(1, name.split(" ").length));
        words.add("--help");
        var ended = new CommandRun(folder).run(words.toArray(String[]::new));
        assertEquals(0, ended.exitCode(), ended.err());
        assertTrue(ended.out().startsWith("Usage: " + name), ended.out());
        assertTrue(ended.out().contains("Examples:"), ended.out());
    }

    @Test
    void rootHelpNamesEveryAreaAndTheGlobalOptions() {
        var ended = new CommandRun(folder).run("--help");
        for (var area : Area.values()) {
            assertTrue(ended.out().contains("  " + area.title()), area.title());
        }
        for (var option : List.of("--server", "--output", "--token-file", "--context")) {
            assertTrue(ended.out().contains(option), option);
        }
    }

    @Test
    void groupHelpListsItsCommands() {
        assertTrue(new CommandRun(folder).run("help", "job").out().contains("explain"));
        assertTrue(new CommandRun(folder).run("job", "-h").out().contains("explain"));
    }

    @Test
    void noOptionNameIsGivenTwiceInACommand() {
        for (var leaf : leaves(tree())) {
            var names = new HashSet<String>();
            leaf.getCommandSpec().options().forEach(option -> {
                for (var name : option.names()) {
                    assertTrue(names.add(name), leaf.getCommandName() + " " + name);
                }
            });
        }
    }

    @Test
    void versionComesWithoutBuildingACommand() {
        assertTrue(new CommandRun(folder).run("--version").out().startsWith("landfall "));
        assertEquals(
                new CommandRun(folder).run("--version").out(),
                new CommandRun(folder).run("version").out());
    }

    private static CommandLine tree() {
        return Landfall.whole(new Invocation(Surroundings.ofThisProcess(), List.of()))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static CommandLine find(String name) {
        return leaves(tree()).stream()
                .filter(leaf -> leaf.getCommandSpec().qualifiedName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<CommandLine> leaves(CommandLine line) {
        if (line.getSubcommands().isEmpty()) {
            return List.of(line);
        }
        var leaves = new ArrayList<CommandLine>();
        new HashSet<>(line.getSubcommands().values()).forEach(child -> leaves.addAll(leaves(child)));
        return leaves;
    }

    private static String[] words(String example) {
        var start = example.indexOf("landfall ") + "landfall ".length();
        var line = example.substring(start).replaceAll("\\s(#|>|\\|).*", "").replaceAll("\\)$", "");
        return WORD.matcher(line)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toArray(String[]::new);
    }
}
