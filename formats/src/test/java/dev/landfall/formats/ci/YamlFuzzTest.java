package dev.landfall.formats.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the file, the reader answers with jobs or with problems, and soon. */
final class YamlFuzzTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GOOD = """
            name: &n test
            triggers: {events: [push], branches: ["main", 'x/**']}
            paths:
              include: [a]
            job:
              command: |
                make
                make test
              timeout: 10m
              depends_on: []
            environment:
              A: >-
                folded
              B: ${secret:a:b}
            """;

    @Property(tries = 500)
    void anyBytesGiveJobsOrProblems(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 1_000)
    void anyMixOfYamlWordsGivesJobsOrProblems(@ForAll("words") String text) {
        check(text.getBytes(UTF_8));
    }

    @Property(tries = 1_000)
    void changedDefinitionGivesJobsOrProblems(
            @ForAll @IntRange(max = 400) int place, @ForAll("words") String inserted) {
        var at = place % GOOD.length();
        check((GOOD.substring(0, at) + inserted + GOOD.substring(Math.min(GOOD.length(), at + inserted.length() / 2)))
                .getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "name",
                        "job",
                        "command",
                        "triggers",
                        "events",
                        "push",
                        ": ",
                        ":",
                        "\n",
                        "  ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "&a ",
                        "*a",
                        "!t ",
                        "!!int ",
                        "|\n",
                        ">\n",
                        "\"",
                        "'",
                        "\\",
                        "#",
                        "? ",
                        "---\n",
                        "...\n",
                        "%YAML 1.2\n",
                        "<<",
                        "~",
                        "null",
                        "1",
                        "\t",
                        "@",
                        "`",
                        "\u0000",
                        "\uFEFF",
                        "é",
                        "\uD83D\uDE00",
                        "timeout",
                        "environment",
                        "${secret:")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    private static void check(byte[] bytes) {
        assertTimeoutPreemptively(SOON, () -> {
            var reading = CiDefinitions.read(Map.of(".landfall/jobs/a.yaml", bytes));
            assertTrue(reading.value().isPresent() != !reading.problems().isEmpty());
        });
    }
}
