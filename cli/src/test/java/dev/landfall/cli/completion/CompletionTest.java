package dev.landfall.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.cli.Main;
import dev.landfall.cli.settings.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void scriptNamesCommandsAndOptionsAndItsShellReadsIt(String shell) throws Exception {
        var script = script(shell);
        for (var word :
                List.of("install", "deprovision", "job", "explain", "webhook-secret", "token-file", "approve")) {
            assertTrue(script.contains(word), word);
        }
        if (installed(shell)) {
            assertEquals("", syntaxErrors(shell, script));
        }
    }

    @Test
    void bashCompletesTheWordsOfACommand() throws Exception {
        var file = Files.writeString(folder.resolve("landfall.bash"), script("bash"));
        var test = "source " + file + "; COMP_WORDS=(landfall job l); COMP_CWORD=2; COMP_LINE='landfall job l';"
                + " _complete_landfall 2>/dev/null; echo \"${COMPREPLY[@]}\"";
        assertEquals("list logs", output("bash", "-c", test).strip());
    }

    @Test
    void everyLineForFishCompletesTheProgramAndIsQuotedWhole() {
        var lines = script("fish")
                .lines()
                .filter(line -> line.startsWith("complete "))
                .toList();
        assertTrue(lines.size() > 100);
        for (var line : lines) {
            assertTrue(line.startsWith("complete -c landfall "), line);
            var quotes = line.replace("\\\\", "")
                    .replace("\\'", "")
                    .chars()
                    .filter(c -> c == '\'')
                    .count();
            assertEquals(0, quotes % 2, line);
        }
    }

    private String syntaxErrors(String shell, String script) throws Exception {
        var file = Files.writeString(folder.resolve("script"), script);
        return output(shell, "-n", file.toString());
    }

    private static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return text;
    }

    private static boolean installed(String shell) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }

    private String script(String shell) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                Map.of("HOME", folder.toString()),
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                false,
                false,
                InstantSource.system(),
                folder);
        assertEquals(0, Main.run(List.of("completion", shell), surroundings));
        return out.toString(StandardCharsets.UTF_8);
    }
}
