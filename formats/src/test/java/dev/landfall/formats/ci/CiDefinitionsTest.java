package dev.landfall.formats.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Notice;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CiDefinitionsTest {

    private static final String FULL = """
            name: unit tests
            description: Runs on every push
            triggers:
              events: [push, tag_created]
              branches: [main, "feature/**"]
            paths:
              include: ["src/**"]
              exclude: ["**/*.md"]
            job:
              command:
                - ./configure
                - make test
              timeout: 10m
              working_dir: app/
              condition: always(needs)
              priority: 5
              environment:
                LEVEL: 2
            environment:
              TOKEN: ${secret:ci/registry:token}
              HOST: ${env:HOST_NAME}
              VERSION: 1.10
              EMPTY:
            """;

    @Test
    void wholeDefinitionIsRead() {
        var reading = read(Map.of(".landfall/jobs/test.yaml", FULL));
        var job = reading.orElseThrow().jobs().getFirst();

        assertEquals("unit tests", job.name());
        assertEquals("./configure\nmake test", job.command());
        assertEquals(Duration.ofMinutes(10), job.timeout());
        assertEquals("app", job.workingDirectory());
        assertEquals(CiJob.Condition.ALWAYS, job.condition());
        assertEquals(
                Map.of(
                        "TOKEN",
                        "${secret:ci/registry:token}",
                        "HOST",
                        "${env:HOST_NAME}",
                        "VERSION",
                        "1.10",
                        "EMPTY",
                        "",
                        "LEVEL",
                        "2"),
                job.environment());
        assertEquals(
                List.of("${env:HOST_NAME}", "${secret:ci/registry:token}"),
                job.references().stream().map(CiReference::toString).toList());
        assertEquals(
                List.of(".landfall/jobs/test.yaml:16:3: ignored: 'job.priority'; jobs run as processes of the runner."),
                reading.notices().stream().map(Notice::toString).toList());
    }

    @Test
    void minimalDefinitionHasDefaults() {
        var job = read(Map.of(".reactorcide/jobs/a.yml", "name: a\ntriggers: {events: push}\njob: {command: make}\n"))
                .orElseThrow()
                .jobs()
                .getFirst();

        assertEquals(Duration.ofHours(1), job.timeout());
        assertEquals(CiJob.Condition.ALL_SUCCESS, job.condition());
        assertTrue(job.matches("push", "any", null));
        assertFalse(job.matches("tag_created", "any", null));
    }

    @Test
    void onlyFilesOfTheJobFoldersDefineJobs() {
        var files = Map.of(
                ".landfall/jobs/a.yaml", minimal("a"),
                ".landfall/jobs/deeper/b.yaml", "not: read",
                ".landfall/jobs/c.txt", "not read",
                "jobs/d.yaml", "not: read");

        assertEquals(1, read(files).orElseThrow().jobs().size());
    }

    @Test
    void eventBranchAndPathsDecideWhatStarts() {
        var job = read(Map.of(".landfall/jobs/test.yaml", FULL))
                .orElseThrow()
                .jobs()
                .getFirst();

        assertTrue(job.matches("push", "main", List.of("src/a.c")));
        assertTrue(job.matches("push", "feature/a/b", List.of("README.md", "src/deep/a.c")));
        assertTrue(job.matches("push", "main", null));
        assertFalse(job.matches("push", "main", List.of()));
        assertFalse(job.matches("push", "main", List.of("src/README.md")));
        assertFalse(job.matches("push", "release", List.of("src/a.c")));
        assertFalse(job.matches("pull_request_opened", "main", List.of("src/a.c")));
    }

    @Test
    void startedJobsStandInOrderAndNeedOnlyEachOther() {
        var definitions = read(Map.of(
                        ".landfall/jobs/a.yaml", minimal("a").replace("make", "make\n  depends_on: [b, c]"),
                        ".landfall/jobs/b.yaml", minimal("b"),
                        ".landfall/jobs/c.yaml", minimal("c").replace("push", "tag_created")))
                .orElseThrow();
        var started = definitions.startedBy("push", "main", null);

        assertEquals(List.of("b", "a"), started.stream().map(CiJob::name).toList());
        assertEquals(List.of("b"), started.getLast().dependsOn());
    }

    @Test
    void cycleIsPrinted() {
        var problems = problems(Map.of(
                ".landfall/jobs/a.yaml", minimal("a").replace("make", "make\n  depends_on: b"),
                ".landfall/jobs/b.yaml", minimal("b").replace("make", "make\n  depends_on: [a]")));

        assertEquals(
                List.of(
                        ".landfall/jobs/a.yaml:1:1: The jobs depend on each other in a circle: a -> b -> a. Remove one of the dependencies."),
                problems);
    }

    @Test
    void sameNameInTwoFilesIsAProblem() {
        var problems =
                problems(Map.of(".landfall/jobs/a.yaml", minimal("x"), ".reactorcide/jobs/a.yaml", minimal("x")));

        assertEquals(
                List.of(
                        ".reactorcide/jobs/a.yaml:1:1: The job 'x' is already defined at .landfall/jobs/a.yaml:1:1; give it another name."),
                problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nme: a⏎triggers: {events: push}⏎job: {command: x}           | 1:1: 'nme' is not known; did you mean 'name'?
            name: a⏎triggers: {events: push}⏎jobs: {command: x}         | 3:1: 'jobs' is not known; did you mean 'job'?
            name: a⏎triggers: {events: push}                            | 1:1: 'job' is missing: a map with at least 'command'.
            name: a⏎triggers: {events: push}⏎job: {}                    | 3:6: 'job.command' is missing: a text or a list of lines for the shell.
            name: a⏎triggers: {events: push}⏎job: {comand: x}           | 3:7: 'job.comand' is not known; did you mean 'command'?
            name: a⏎triggers: {events: push}⏎job: make                  | 3:6: 'job' must be a map.
            name: a⏎triggers: {events: push}⏎command: x⏎job: {command: y} | 3:1: 'command' belongs under 'job'.
            name: a⏎name: b⏎triggers: {events: push}⏎job: {command: x}  | 2:1: 'name' is defined twice.
            name: a⏎triggers: {events: pusch}⏎job: {command: x}         | 2:12: 'pusch' is not an event; did you mean 'push'?
            name: a⏎triggers: {branches: main}⏎job: {command: x}        | 2:11: 'triggers.events' names no event; known: push, tag_created, pull_request_opened, pull_request_updated, pull_request_merged, pull_request_closed
            name: a⏎triggers: {event: push}⏎job: {command: x}           | 2:12: 'triggers.event' is not known; did you mean 'events'?
            name: a⏎triggers: {events: push}⏎paths: {includes: x}⏎job: {command: x} | 3:9: 'paths.includes' is not known; did you mean 'include'?
            name: a⏎triggers: {events: push}⏎paths: {include: /x}⏎job: {command: x} | 3:9: '/x' is not a pattern: patterns are relative, not empty, and at most 500 characters long.
            name: a⏎triggers: {events: push}⏎job: {command: x, image: alpine} | 3:19: 'job.image' is not supported yet: this version runs jobs as processes of the runner, in a checkout of the commit. Remove it.
            name: a⏎triggers: {events: push}⏎job: {command: x, for_each: [1]} | 3:19: 'job.for_each' is not supported yet: this version runs jobs as processes of the runner, in a checkout of the commit. Remove it.
            name: a⏎triggers: {events: push}⏎job: {command: x, capabilities: [docker]} | 3:19: 'job.capabilities' is not supported yet: this version runs jobs as processes of the runner, in a checkout of the commit. Remove it.
            name: a⏎triggers: {events: push}⏎job: {command: x, timeout: 25h} | 3:19: 'job.timeout' is not a time from 1 second to 24 hours; write seconds (600) or a duration (10m, 1h30m).
            name: a⏎triggers: {events: push}⏎job: {command: x, timeout_seconds: 0} | 3:19: 'job.timeout_seconds' is not a time from 1 second to 24 hours; write seconds (600) or a duration (10m, 1h30m).
            name: a⏎triggers: {events: push}⏎job: {command: x, timeout: 5, timeout_seconds: 5} | 3:31: 'job.timeout' and 'job.timeout_seconds' say the same; keep one.
            name: a⏎triggers: {events: push}⏎job: {command: x, working_dir: ../x} | 3:19: 'job.working_dir' is a directory of the repository: relative and without '..'.
            name: a⏎triggers: {events: push}⏎job: {command: x, condition: any} | 3:19: 'any' is not a condition; known: all_success, always, any_failed
            name: a⏎triggers: {events: push}⏎job: {command: x, depends_on: [b]} | 1:1: The job 'a' depends on 'b', which is not defined; did you mean 'a'?
            name: a⏎triggers: {events: push}⏎job: {command: ""}         | 3:7: 'job.command' is empty.
            name: a⏎triggers: {events: push}⏎job: {command: {a: b}}     | 3:16: 'job.command' must be text here.
            name: a⏎triggers: {events: push}⏎job: {command: x}⏎environment: {A-B: x} | 4:15: 'A-B' is not a name of an environment variable.
            name: a⏎triggers: {events: push}⏎job: {command: x}⏎environment: {A: "${secret:x}"} | 4:15: The value of 'A' has a reference that cannot be read; write ${secret:path:key} or ${env:NAME}.
            name:⏎triggers: {events: push}⏎job: {command: x}            | 1:1: 'name' has no value.
            - a                                                         | 1:1: A job definition is a map with 'name' and 'job'.
            name: [a                                                    | 2:1: This is not YAML: expected ',' or ']', but got <stream end>.
            ""                                                          | 1:1: A job definition is a map with 'name' and 'job'.
            <<: {a: b}⏎name: a⏎triggers: {events: push}⏎job: {command: x} | 1:1: Merge keys ('<<') are not supported; repeat the entries.
            """)
    void mistakeIsOneLine(String text, String expected) {
        var problems = problems(Map.of(".landfall/jobs/a.yaml", text.replace('⏎', '\n') + "\n"));

        assertEquals(List.of(".landfall/jobs/a.yaml:" + expected), problems);
    }

    @Test
    void jobWithoutTriggersIsANotice() {
        var reading = read(Map.of(".landfall/jobs/a.yaml", "name: a\njob: {command: x}\n"));

        assertTrue(reading.notices().getFirst().message().contains("no event starts it"));
        assertFalse(reading.orElseThrow().jobs().getFirst().matches("push", "main", null));
    }

    @Test
    void aliasesThatGrowAreStoppedByTheirNumber() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 20; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }

        assertTrue(problems(Map.of(".landfall/jobs/a.yaml", bomb.toString()))
                .getFirst()
                .contains("100 aliases"));
    }

    @Test
    void deeplyNestedYamlIsRefused() {
        assertTrue(problems(Map.of(".landfall/jobs/a.yaml", "[".repeat(100_000)))
                .getFirst()
                .contains("deeper than 30"));
        assertTrue(problems(Map.of(".landfall/jobs/a.yaml", "- ".repeat(100_000)))
                .getFirst()
                .contains("deeper than 30"));
    }

    private static String minimal(String name) {
        return "name: " + name + "\ntriggers:\n  events: [push]\njob:\n  command: make\n";
    }

    private static Reading<CiDefinitions> read(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(UTF_8)));
        return CiDefinitions.read(bytes);
    }

    private static List<String> problems(Map<String, String> files) {
        return read(files).problems().stream().map(Problem::toString).toList();
    }
}
