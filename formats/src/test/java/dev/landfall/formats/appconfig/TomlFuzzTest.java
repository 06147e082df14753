package dev.landfall.formats.appconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the files, the reader answers with a config or with problems, and soon. */
final class TomlFuzzTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, byte[]> EXAMPLE = example();

    @Property(tries = 300)
    void anyBytesGiveAConfigOrProblems(@ForAll byte[] bytes, @ForAll("paths") String path) {
        read(Map.of(path, bytes));
    }

    @Property(tries = 400)
    void anyMixOfTomlWordsGivesAConfigOrProblems(@ForAll("words") String text, @ForAll("paths") String path) {
        read(Map.of(path, text.getBytes(UTF_8)));
    }

    @Property(tries = 300)
    void changedExampleGivesAConfigOrProblems(
            @ForAll @IntRange(max = 100) int file,
            @ForAll @IntRange(max = 4_000) int place,
            @ForAll("words") String inserted) {
        var files = new TreeMap<>(EXAMPLE);
        var path = files.keySet().stream().skip(file % files.size()).findFirst().orElseThrow();
        var text = new String(files.getOrDefault(path, new byte[0]), UTF_8);
        var at = place % (text.length() + 1);
        var end = Math.min(text.length(), at + inserted.length() / 2);
        files.put(path, (text.substring(0, at) + inserted + text.substring(end)).getBytes(UTF_8));
        read(files);
    }

    @Property(tries = 1_000)
    void anyScheduleGivesAConfigOrProblems(@ForAll("schedules") String schedule) {
        read(Map.of(
                "actions/a.toml",
                ("name = 'a'\n[[triggers]]\ntype = 'cron'\ncron_schedule = '" + schedule
                                + "'\n[[steps]]\nname = 's'\ncommand = 'true'\n")
                        .getBytes(UTF_8)));
    }

    @Provide
    Arbitrary<String> schedules() {
        return Arbitraries.of(
                        "*",
                        "/",
                        "-",
                        ",",
                        "0",
                        "5",
                        "59",
                        "60",
                        "99999999999",
                        " ",
                        " ",
                        "L",
                        "W",
                        "#",
                        "?",
                        "MON",
                        "JAN",
                        "@daily",
                        "é")
                .list()
                .ofMaxSize(16)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                "metadata.toml",
                "sandbox.toml",
                "runner.toml",
                "inputs.toml",
                "inputs/a/b.toml",
                "input_groups/a.toml",
                "components/a.toml",
                "actions/a.toml",
                "installs/a.toml",
                "x/y.toml",
                "stack.toml",
                "secrets/a.toml",
                "permissions/a.toml",
                "break_glass.toml",
                "operation_roles.toml",
                "policies/a.toml",
                "runbooks/a.toml",
                "branch.toml",
                "triggers.toml",
                "kubernetes_contexts.toml");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "name",
                        "type",
                        "=",
                        " ",
                        "\n",
                        "\"",
                        "'",
                        "\"\"\"",
                        "'''",
                        "[",
                        "]",
                        "[[",
                        "]]",
                        "{",
                        "}",
                        ",",
                        ".",
                        "#",
                        "\\",
                        "1",
                        "1.5",
                        "1e999",
                        "true",
                        "2026-01-01",
                        "inf",
                        "nan",
                        "0x",
                        "terraform_module",
                        "helm_chart",
                        "kubernetes_manifest",
                        "contents",
                        "{\"Version\":",
                        "[[rules]]\n",
                        "[[policies]]\n",
                        "vars",
                        "[[steps]]\n",
                        "[[triggers]]\n",
                        "[vars]\n",
                        "{{.nuon.x}}",
                        "{{",
                        "}}",
                        "\r",
                        "\t",
                        "\u0000",
                        "é",
                        "directory",
                        "\"..\"",
                        "\"m\"",
                        "a.b.c",
                        "inputs",
                        "\uD83D\uDE00")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    private static void read(Map<String, byte[]> files) {
        assertTimeoutPreemptively(SOON, () -> {
            var reading = AppConfigReader.read(ConfigFiles.of(files).orElseThrow());
            assertTrue(reading.value().isPresent() != !reading.problems().isEmpty());
        });
    }

    private static Map<String, byte[]> example() {
        try {
            var files = ConfigFiles.ofArchive(ConfigArchive.pack(Path.of("src/test/resources/example-app"))
                            .orElseThrow())
                    .orElseThrow();
            var map = new TreeMap<String, byte[]>();
            files.paths().forEach(path -> map.put(path, files.bytes(path).orElseThrow()));
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
