package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout of its own, with JDKs that only print how they were called. */
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "landfall");

    @TempDir
    Path folder;

    private Path checkout;

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(LAUNCHER, checkout.resolve("landfall"));
        Files.createDirectories(checkout.resolve("cli/target/lib"));
        Files.writeString(checkout.resolve("cli/target/lib/landfall.jar"), "");
    }

    @Test
    void checkoutThatIsNotBuiltSaysHowToBuild() throws Exception {
        Files.delete(checkout.resolve("cli/target/lib/landfall.jar"));
        var ended = run(Map.of("LANDFALL_JAVA_HOME", jdk("25")), "job", "list");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.output().contains("build"), ended.output());
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        var ended = run(Map.of("LANDFALL_JAVA_HOME", jdk("25")), "secret", "set", "a b", "*", "", "'x'");
        assertTrue(ended.output().endsWith("<dev.landfall.cli.Main><secret><set><a b><*><><'x'>\n"), ended.output());
        assertTrue(ended.output().contains("<-XX:+UseCompactObjectHeaders>"), ended.output());
        assertTrue(ended.output().contains("<-XX:TieredStopAtLevel=1>"), ended.output());
    }

    @Test
    void longRunningCommandsGetTheirOwnFlags() throws Exception {
        var java = Map.of("LANDFALL_JAVA_HOME", jdk("25"));
        for (var words : List.of(List.of("dev"), List.of("runner", "start"), List.of("demo"), List.of("-o", "json"))) {
            var short1 = run(java, words.toArray(String[]::new)).output().contains("TieredStopAtLevel");
            assertEquals(words.equals(List.of("-o", "json")), short1, words.toString());
        }
        assertTrue(run(java, "runner", "list").output().contains("TieredStopAtLevel"));
    }

    @Test
    void oldJavaThatIsNamedIsRefused() throws Exception {
        var ended = run(Map.of("LANDFALL_JAVA_HOME", jdk("17")), "job", "list");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.output().contains("21"), ended.output());
    }

    @Test
    void newFlagsAreLeftOutOnJava21() throws Exception {
        var ended = run(Map.of("LANDFALL_JAVA_HOME", jdk("21")), "job", "list");
        assertFalse(ended.output().contains("CompactObjectHeaders"), ended.output());
    }

    @Test
    void cacheIsUsedOnlyWithTheJavaThatMadeIt() throws Exception {
        var trained = jdk("25");
        Files.createDirectories(checkout.resolve("cli/target/aot"));
        Files.writeString(checkout.resolve("cli/target/aot/java-home"), trained + "\n");
        for (var cache : List.of("command", "server", "runner")) {
            Files.writeString(checkout.resolve("cli/target/aot/" + cache + ".aot"), "");
        }
        assertTrue(run(Map.of(), "job", "list").output().contains("aot/command.aot>"));
        assertTrue(run(Map.of(), "dev").output().contains("aot/server.aot>"));
        assertTrue(run(Map.of(), "runner", "start").output().contains("aot/runner.aot>"));
        assertTrue(run(Map.of(), "runner", "list").output().contains("aot/command.aot>"));
        var other = run(Map.of("LANDFALL_JAVA_HOME", jdk("26")), "job", "list");
        assertFalse(other.output().contains("AOTCache"), other.output());
    }

    @Test
    void javaHomeServesWhenNothingElseIsSaid() throws Exception {
        var home = jdk("23");
        var ended = run(Map.of("JAVA_HOME", home), "job", "list");
        assertTrue(ended.output().startsWith("java of " + home), ended.output());
    }

    @Test
    void archiveWithARuntimeRunsOnItAndWithTheCacheThatItMade() throws Exception {
        var archive = Files.createDirectories(folder.resolve("an archive"));
        Files.copy(LAUNCHER, archive.resolve("landfall"));
        Files.createDirectories(archive.resolve("lib"));
        Files.writeString(archive.resolve("lib/landfall.jar"), "");
        var runtime = Files.move(Path.of(jdk("25")), archive.resolve("runtime")).toRealPath();
        var elsewhere = Map.of("JAVA_HOME", jdk("26"));
        var plain = start(archive.resolve("landfall"), elsewhere, List.of("job"));
        assertTrue(plain.output().startsWith("java of " + runtime), plain.output());
        assertFalse(plain.output().contains("AOTCache"), plain.output());
        Files.createDirectories(archive.resolve("aot"));
        Files.writeString(archive.resolve("aot/command.aot"), "");
        Files.writeString(archive.resolve("aot/java-home"), runtime + "\n");
        var trained = start(archive.resolve("landfall"), elsewhere, List.of("job"));
        assertTrue(trained.output().contains("aot/command.aot>"), trained.output());
    }

    @Test
    void optionsForTheJvmComeFirst() throws Exception {
        var ended = run(Map.of("LANDFALL_JAVA_HOME", jdk("25"), "LANDFALL_JAVA_OPTIONS", "-Da=1 -Db=2"), "job");
        assertTrue(ended.output().contains("<-Da=1><-Db=2>"), ended.output());
    }

    @Test
    void linkToTheLauncherFindsItsCheckout() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("landfall-link"), checkout.resolve("landfall"));
        var ended = start(link, Map.of("LANDFALL_JAVA_HOME", jdk("25")), List.of("job"));
        assertTrue(ended.output().contains(checkout.toRealPath() + "/cli/target/lib/landfall.jar"), ended.output());
    }

    private String jdk(String release) throws IOException {
        var home = folder.resolve("jdk " + release);
        var java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + release + ".0.1\"\n");
        Files.writeString(
                java, "#!/bin/sh\nprintf 'java of %s\\n' \"${0%/bin/java}\"\nprintf '<%s>' \"$@\"\nprintf '\\n'\n");
        assertTrue(java.toFile().setExecutable(true));
        return home.toString();
    }

    private Ended run(Map<String, String> environment, String... words) throws Exception {
        return start(checkout.resolve("landfall"), environment, List.of(words));
    }

    private static Ended start(Path launcher, Map<String, String> environment, List<String> words) throws Exception {
        var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(words);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), output);
    }
}
