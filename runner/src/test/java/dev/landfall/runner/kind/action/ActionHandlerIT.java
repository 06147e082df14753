package dev.landfall.runner.kind.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.kind.FakeJob;
import dev.landfall.runner.kind.KindWorld;
import dev.landfall.runner.source.GitRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ActionHandlerIT {

    @TempDir
    Path folder;

    private KindWorld world;

    @BeforeEach
    void makeWorld() {
        world = new KindWorld(folder);
    }

    @Test
    void outputsOfAllStepsAreMergedAndKeptByStep() {
        var ended = run(
                command("one", "echo 'a=1 = one' >> $NUON_ACTIONS_OUTPUT_FILEPATH; echo b=2 >> $LANDFALL_OUTPUTS_FILE"),
                command("two", "echo '{\"b\": [3], \"c\": {\"d\": null}}' > $LANDFALL_OUTPUTS_FILE"),
                command("three", "true"));
        assertEquals(JobOutcome.SUCCEEDED, ended.execution().outcome());
        assertEquals(Json.readTree("""
                        {"a":{"value":"1 = one"},"b":{"value":[3]},"c":{"value":{"d":null}},
                         "steps":{"value":{"one":{"a":"1 = one","b":"2"},"two":{"b":[3],"c":{"d":null}}}}}
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8)), outputs(ended));
    }

    @Test
    void theFirstFailingStepEndsTheAction() {
        var ended = run(command("one", "true"), command("two", "exit 4"), command("three", "echo never"));
        assertEquals(4, ended.execution().exitCode());
        assertEquals("Step 'two' ended with exit code 4.", ended.execution().reason());
        assertFalse(log().contains("never"));
        assertTrue(log().contains("Step 'three' is left out."), log());
    }

    @Test
    void scriptsRunByTheirInterpreterOrTheShell() {
        var ended = run(
                script("awk", "#!/usr/bin/env -S awk -f\nBEGIN { print \"by awk\" }\n"),
                script("bash", "#!/bin/sh -e\nfalse\necho never\n"));
        assertTrue(log().contains("by awk"), log());
        assertEquals(1, ended.execution().exitCode());
        assertFalse(log().contains("never"));
        run(script("plain", "echo \"mode $(stat -c %a $0)\"\n"));
        assertTrue(log().contains("mode 700"), log());
    }

    @Test
    void stepsSeeTheInstallTheTriggerAndTheirSecrets() {
        var step =
                new ActionWork.Step("one", "env", null, Map.of("LEVEL", "step", "KEY", KindWorld.TOKEN.inText()), null);
        world.run(
                new ActionWork("migrate", "post-deploy", List.of(step), Map.of("LEVEL", "action", "ALL", "yes"), null));
        for (var line : List.of(
                "LEVEL=step",
                "ALL=yes",
                "KEY=" + KindWorld.TOKEN_VALUE,
                "TRIGGER_TYPE=post-deploy",
                "NUON_INSTALL_ID=in_test",
                "LANDFALL_INSTALL_ID=in_test",
                "LANDFALL_INSTALL_NAME=acme",
                "LANDFALL_ACTION=migrate",
                "LANDFALL_STEP=one")) {
            assertTrue(log().lines().anyMatch(line::equals), line + " is not in\n" + log());
        }
        assertFalse(log().contains("of-the-daemon"));
    }

    @Test
    void commandsFindTheFilesOfTheConfig() {
        var source = world.archive(Map.of("scripts/hello.sh", "echo hello from the config\n"));
        world.run(new ActionWork("hello", "manual", List.of(command("one", "sh scripts/hello.sh")), Map.of(), source));
        assertTrue(log().contains("hello from the config"), log());
        var lower = new SourceRef.Archive(source.blob(), source.sha256(), "scripts");
        world.run(new ActionWork("hello", "manual", List.of(command("one", "sh hello.sh")), Map.of(), lower));
        assertTrue(log().contains("hello from the config"), log());
    }

    @Test
    void aStepMayHaveItsOwnRepository() {
        var repository = new GitRepository(folder);
        var commit = repository.commit(Map.of("tool", "echo from the repository\n"));
        var source = new SourceRef.Git("file://" + repository.bare(), commit, ".", null);
        var step = new ActionWork.Step("one", "sh tool", null, Map.of(), source);
        world.run(new ActionWork("tool", "manual", List.of(step), Map.of(), null));
        assertTrue(log().contains("from the repository"), log());
    }

    @Test
    void badOutputsAreSaidWithTheirLineAndWithoutTheirText() {
        assertRefused("line 2 is not of the form name=value", "printf 'a=1\\nhunter22\\n' > $LANDFALL_OUTPUTS_FILE");
        assertRefused("line 1 is not of the form", "echo '1a=2' > $LANDFALL_OUTPUTS_FILE");
        assertRefused("write one object", "echo '[1]' > $LANDFALL_OUTPUTS_FILE");
        assertRefused("cannot be used", "echo '{\"a\":' > $LANDFALL_OUTPUTS_FILE");
        assertRefused("not UTF-8", "printf 'a=\\377' > $LANDFALL_OUTPUTS_FILE");
        assertRefused("more than the 65536 bytes", "head -c 70000 /dev/zero > $LANDFALL_OUTPUTS_FILE");
        assertRefused("holds the outputs by step", "echo steps=1 > $LANDFALL_OUTPUTS_FILE");
        assertRefused("no regular file", "rm $LANDFALL_OUTPUTS_FILE; ln -s /etc/passwd $LANDFALL_OUTPUTS_FILE");
    }

    @Test
    void anOutputThatHoldsASecretIsRefused() {
        var step = new ActionWork.Step(
                "one", "echo out=x$KEY > $LANDFALL_OUTPUTS_FILE", null, Map.of("KEY", KindWorld.TOKEN.inText()), null);
        var thrown = assertThrows(LandfallException.class, () -> run(step));
        assertTrue(thrown.publicMessage().contains("'out' of step 'one' holds a secret"), thrown.publicMessage());
        assertFalse(thrown.publicMessage().contains(KindWorld.TOKEN_VALUE));
    }

    @Test
    void aRemovedOutputsFileIsNoOutput() {
        assertEquals(Json.mapper().createObjectNode(), outputs(run(command("one", "rm $LANDFALL_OUTPUTS_FILE"))));
    }

    @Test
    void stepsWithoutAnythingToRunAndEqualNamesAreRefused() {
        assertThrows(LandfallException.class, () -> run(new ActionWork.Step("one", null, null, Map.of(), null)));
        assertThrows(LandfallException.class, () -> run(new ActionWork.Step("one", "a", "b", Map.of(), null)));
        assertThrows(LandfallException.class, () -> run(command("one", "true"), command("one", "true")));
        assertThrows(LandfallException.class, this::run);
    }

    private void assertRefused(String why, String command) {
        var thrown = assertThrows(LandfallException.class, () -> run(command("one", command)), command);
        assertTrue(thrown.publicMessage().contains(why), thrown.publicMessage());
        assertFalse(thrown.publicMessage().contains("hunter22"));
    }

    private static JsonNode outputs(FakeJob.Ended ended) {
        return Json.mapper().<JsonNode>valueToTree(ended.detail().orElseThrow()).path("values");
    }

    private FakeJob.Ended run(ActionWork.Step... steps) {
        return world.run(new ActionWork("test", "manual", List.of(steps), Map.of(), null));
    }

    private static ActionWork.Step command(String name, @Nullable String command) {
        return new ActionWork.Step(name, command, null, Map.of(), null);
    }

    private static ActionWork.Step script(String name, String contents) {
        return new ActionWork.Step(name, null, contents, Map.of(), null);
    }

    private String log() {
        return world.lastJob().logText();
    }
}
