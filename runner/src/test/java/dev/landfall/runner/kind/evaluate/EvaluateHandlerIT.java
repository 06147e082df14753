package dev.landfall.runner.kind.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.kind.FakeJob;
import dev.landfall.runner.kind.KindWorld;
import dev.landfall.runner.source.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateHandlerIT {

    private static final String BUILD = """
            name: build
            triggers:
              events: [push]
              branches: [main, "release/*"]
            paths:
              include: ["src/**"]
            environment:
              TOKEN: ${secret:ci:token}
            job:
              command: make build
              timeout: 120
            """;

    private static final String TEST = """
            name: test
            triggers:
              events: [push, tag_created]
            job:
              command: make test
              depends_on: [build]
              condition: always
            """;

    @TempDir
    Path folder;

    private KindWorld world;
    private GitRepository repository;

    @BeforeEach
    void makeWorld() {
        world = new KindWorld(folder);
        repository = new GitRepository(folder);
    }

    @Test
    void findsTheJobsThatTheEventStarts() {
        var commit = repository.commit(Map.of(".landfall/jobs/build.yaml", BUILD, ".reactorcide/jobs/test.yml", TEST));
        var found = definitions(run(commit, "push", "main", null));
        assertEquals(
                List.of(
                        new CiJobDefinition(
                                "build",
                                ".landfall/jobs/build.yaml",
                                "make build",
                                Map.of("TOKEN", "${secret:ci:token}"),
                                null,
                                120,
                                List.of(),
                                "all_success"),
                        new CiJobDefinition(
                                "test",
                                ".reactorcide/jobs/test.yml",
                                "make test",
                                Map.of(),
                                null,
                                3600,
                                List.of("build"),
                                "always")),
                found.jobs());
        assertEquals(List.of(), found.notes());
    }

    @Test
    void saysWhyAJobDoesNotStart() {
        var commit = repository.commit(Map.of(".landfall/jobs/build.yaml", BUILD, ".landfall/jobs/test.yaml", TEST));
        var branch = definitions(run(commit, "push", "feature", null));
        assertEquals(
                List.of("test"),
                branch.jobs().stream().map(CiJobDefinition::name).toList());
        assertTrue(
                branch.notes().getFirst().contains("its branches are [main, release/*]"),
                branch.notes().toString());
        var paths = definitions(run(commit, "push", "main", List.of("docs/x.md")));
        assertTrue(
                paths.notes().getFirst().contains("no changed file is among its paths"),
                paths.notes().toString());
        var event = definitions(run(commit, "tag_created", "v1", null));
        assertTrue(
                event.notes().getFirst().contains("its events are [push]"),
                event.notes().toString());
    }

    @Test
    void problemsNameFileAndLineInLogAndReason() {
        var commit =
                repository.commit(Map.of(".landfall/jobs/bad.yaml", "name: bad\ntriggres: {}\njob:\n  command: x\n"));
        var ended = run(commit, "push", "main", null);
        assertEquals(JobOutcome.FAILED, ended.execution().outcome());
        assertTrue(
                ended.execution().reason().contains(".landfall/jobs/bad.yaml:2:"),
                ended.execution().reason());
        assertTrue(
                world.lastJob().logText().contains(".landfall/jobs/bad.yaml:2:"),
                world.lastJob().logText());
    }

    @Test
    void aCommitWithoutDefinitionsIsANote() {
        var found = definitions(run(repository.commit(Map.of("README", "x")), "push", "main", null));
        assertEquals(List.of(), found.jobs());
        assertTrue(
                found.notes().getFirst().contains("defines no jobs"),
                found.notes().toString());
    }

    @Test
    void linksAreNotFollowedOutOfTheCheckout() throws IOException {
        var secret = Files.writeString(folder.resolve("secret.yaml"), "the runner's secret");
        Files.createDirectories(repository.working().resolve(".landfall/jobs"));
        Files.createSymbolicLink(repository.working().resolve(".landfall/jobs/x.yaml"), secret);
        var found = definitions(run(repository.commitAll(), "push", "main", null));
        assertTrue(
                found.notes().getFirst().contains("defines no jobs"),
                found.notes().toString());
        assertFalse(world.lastJob().logText().contains("the runner's secret"));
    }

    private FakeJob.Ended run(String commit, String event, String branch, @Nullable List<String> changed) {
        var source = new SourceRef.Git("file://" + repository.bare(), commit, ".", null);
        return world.run(new EvaluateWork(source, event, branch, commit, changed));
    }

    private static ResultDetail.Definitions definitions(FakeJob.Ended ended) {
        assertEquals(
                JobOutcome.SUCCEEDED,
                ended.execution().outcome(),
                ended.execution().reason());
        return assertInstanceOf(ResultDetail.Definitions.class, ended.detail().orElseThrow());
    }
}
