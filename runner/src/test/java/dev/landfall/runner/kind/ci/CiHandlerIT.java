package dev.landfall.runner.kind.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.kind.KindWorld;
import dev.landfall.runner.source.GitRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiHandlerIT {

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
    void runsTheCommandInTheCheckoutOfTheCommit() {
        var commit = repository.commit(Map.of("greeting", "hello from the commit"));
        repository.commit(Map.of("greeting", "later"));
        var execution = run("cat greeting; pwd", Map.of(), commit, null);
        assertEquals(Execution.succeeded(), execution);
        assertTrue(log().contains("hello from the commit"), log());
        assertTrue(log().contains(world.lastJob().folders().source().toString()), log());
    }

    @Test
    void theExitCodeIsTheResult() {
        var execution = run("echo no; exit 7", Map.of(), null, null);
        assertEquals(JobOutcome.FAILED, execution.outcome());
        assertEquals(7, execution.exitCode());
        assertEquals("The command ended with exit code 7.", execution.reason());
        assertTrue(run("no-such-program", Map.of(), null, null).reason().contains("a program was not found"));
        assertTrue(run("kill -9 $$", Map.of(), null, null).reason().contains("(signal 9)"));
    }

    @Test
    void theEnvironmentNamesTheJobAndHoldsItsSecrets() {
        var commit = repository.commit(Map.of("file", "x"));
        run(
                "env",
                Map.of(
                        "TOKEN",
                        "Bearer " + KindWorld.TOKEN.inText(),
                        "OTHER",
                        "${secret:not:listed}",
                        "LANDFALL_BRANCH",
                        "main"),
                commit,
                null);
        var job = world.lastJob();
        var source = job.folders().source().toString();
        for (var line : List.of(
                "TOKEN=Bearer " + KindWorld.TOKEN_VALUE,
                "OTHER=${secret:not:listed}",
                "LANDFALL_COMMIT=" + commit,
                "LANDFALL_REPOSITORY=file://" + repository.bare(),
                "LANDFALL_BRANCH=main",
                "LANDFALL_JOB_ID=in_test.jb_1",
                "LANDFALL_SOURCE_DIR=" + source,
                "REACTORCIDE_CODE_DIR=" + source,
                "REACTORCIDE_SHA=" + commit,
                "REACTORCIDE_BRANCH=main",
                "REACTORCIDE_JOB_ID=in_test.jb_1",
                "CI=true",
                "TZ=UTC",
                "HTTPS_PROXY=http://proxy:3128")) {
            assertTrue(log().lines().anyMatch(line::equals), line + " is not in\n" + log());
        }
        assertTrue(job.fakeSecrets().masked().contains(KindWorld.TOKEN_VALUE));
    }

    @Test
    void nothingElseOfTheRunnersEnvironmentIsSeen() {
        run("env", Map.of(), null, null);
        assertFalse(log().contains("of-the-daemon"), log());
    }

    @Test
    void startsInTheWorkingDirectory() {
        var commit = repository.commit(Map.of("web/ui/file", "deep"));
        assertEquals(Execution.succeeded(), run("cat file", Map.of(), commit, "web/ui"));
        var thrown = assertThrows(LandfallException.class, () -> run("true", Map.of(), commit, "web/none"));
        assertTrue(thrown.publicMessage().contains("no folder 'web/none'"), thrown.publicMessage());
        assertThrows(LandfallException.class, () -> run("true", Map.of(), commit, "../.."));
    }

    @Test
    void standardInputIsEmpty() {
        assertEquals(Execution.succeeded(), run("read line && exit 3; true", Map.of(), null, null));
    }

    private Execution run(
            String command, Map<String, String> env, @Nullable String commit, @Nullable String directory) {
        var source = commit == null ? null : new SourceRef.Git("file://" + repository.bare(), commit, ".", null);
        return world.run(new CiWork("test", command, env, source, directory)).execution();
    }

    private String log() {
        return world.lastJob().logText();
    }
}
