package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowFollowTest {

    private static final String SHOW = "GET /v1/workflows/in_1.wf_1";
    private static final String STARTED = "{\"workflow\":{\"id\":\"in_1.wf_1\"}}";
    private static final String RUNNING = workflow("running", "running", "pending");
    private static final String WAITING = workflow("awaiting-approval", "succeeded", "awaiting-approval");
    private static final String SUCCEEDED = workflow("succeeded", "succeeded", "succeeded");

    @TempDir
    Path folder;

    @Test
    void deployInAPipeStopsAtTheApprovalWithTheExactCommand() {
        try (var api = deploy(RUNNING, WAITING)) {
            var ended = new CommandRun(folder).against(api).run("install", "deploy", "acme");
            assertEquals(0, ended.exitCode(), ended.err());
            assertTrue(ended.out().contains("net.plan: succeeded"), ended.out());
            assertTrue(ended.out().contains("1 to add, 2 to change, 3 to destroy"), ended.out());
            assertTrue(
                    ended.out().contains("landfall workflow approve in_1.wf_1 --step net.approve --digest d1"),
                    ended.out());
            assertFalse(api.lines().contains("POST /v1/workflows/in_1.wf_1/approve"));
        }
    }

    @Test
    void approveFlagApprovesExactlyTheDigestThatWasShown() {
        try (var api = deploy(RUNNING, WAITING, SUCCEEDED)) {
            var ended = new CommandRun(folder).against(api).run("install", "deploy", "acme", "--approve");
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(
                    List.of("{\"step\":\"net.approve\",\"digest\":\"d1\"}"),
                    api.asked().stream()
                            .filter(asked -> asked.line().endsWith("/approve"))
                            .map(FakeApi.Asked::text)
                            .toList());
        }
    }

    @Test
    void personAtATerminalIsAskedAndMaySayNo() {
        try (var api = deploy(WAITING, SUCCEEDED)) {
            var no = new CommandRun(folder)
                    .against(api)
                    .onTerminal()
                    .typing("n\n")
                    .run("install", "deploy", "acme");
            assertTrue(no.out().contains("Apply exactly this? [y/N]"), no.out());
            assertFalse(api.lines().contains("POST /v1/workflows/in_1.wf_1/approve"));
        }
        try (var api = deploy(WAITING, SUCCEEDED)) {
            new CommandRun(folder).against(api).onTerminal().typing("y\n").run("install", "deploy", "acme");
            assertTrue(api.lines().contains("POST /v1/workflows/in_1.wf_1/approve"));
        }
    }

    @Test
    void failedWorkflowEndsWithOne() {
        try (var api = deploy(workflow("failed", "failed", "skipped"))) {
            assertEquals(
                    1,
                    new CommandRun(folder)
                            .against(api)
                            .run("install", "deploy", "acme")
                            .exitCode());
        }
    }

    @Test
    void jsonIsTheWorkflowAloneAndProgressGoesBeside() {
        try (var api = deploy(RUNNING, SUCCEEDED)) {
            var ended = new CommandRun(folder).against(api).run("install", "deploy", "acme", "-o", "json");
            assertEquals("succeeded", ended.json().path("status").asString(""));
            assertTrue(ended.err().contains("net.plan: running"), ended.err());
        }
    }

    @Test
    void approveWithoutDigestNamesTheOneThatTheServerShows() {
        try (var api = new FakeApi().on(SHOW, WAITING).on("POST /v1/workflows/in_1.wf_1/approve", SUCCEEDED)) {
            var ended = new CommandRun(folder).against(api).run("workflow", "approve", "in_1.wf_1");
            assertEquals(0, ended.exitCode(), ended.err());
            assertTrue(ended.out().contains("+ terraform_data.x"), ended.out());
            assertEquals("d1", Json.readTree(api.last().body()).path("digest").asString(""));
        }
    }

    @Test
    void approveOfNothingIsAConflict() {
        try (var api = new FakeApi().on(SHOW, RUNNING)) {
            var ended = new CommandRun(folder).against(api).run("workflow", "approve", "in_1.wf_1");
            assertEquals(6, ended.exitCode());
            assertTrue(ended.err().contains("does not wait for an approval"), ended.err());
        }
    }

    @Test
    void outageWhileFollowingIsWaitedOut() {
        try (var api = deploy(RUNNING)) {
            api.on(SHOW, 503, "{\"kind\":\"UNAVAILABLE\",\"message\":\"later\"}")
                    .on(SHOW, SUCCEEDED);
            assertEquals(
                    0,
                    new CommandRun(folder)
                            .against(api)
                            .run("install", "deploy", "acme")
                            .exitCode());
        }
    }

    @Test
    void projectRunPrintsTheLogAndTheResult() {
        try (var api = new FakeApi()
                .on(
                        "POST /v1/projects/web/jobs",
                        "{\"workflow\":{\"id\":\"in_1.wf_1\"},\"job\":{\"id\":\"pr_1.jb_1\"}}")
                .on(
                        "GET /v1/jobs/pr_1.jb_1/logs?limit=1000&waitSeconds=20",
                        "{\"lines\":[{\"stream\":\"stdout\",\"text\":\"one\"}],\"next\":\"c1\",\"end\":false}")
                .on(
                        "GET /v1/jobs/pr_1.jb_1/logs?after=c1&limit=1000&waitSeconds=20",
                        "{\"lines\":[{\"stream\":\"notice\",\"text\":\"ended\"}],\"next\":\"c2\",\"end\":true}")
                .on(SHOW, workflow("failed", "failed", "skipped"))) {
            var ended = new CommandRun(folder).against(api).run("project", "run", "web", "--command", "make test");
            assertEquals(1, ended.exitCode());
            assertTrue(ended.out().contains("one\n== ended\n"), ended.out());
        }
    }

    private static FakeApi deploy(String... views) {
        var api = new FakeApi().on("POST /v1/installs/acme/deploy", STARTED);
        for (var view : views) {
            api.on(SHOW, view);
        }
        return api;
    }

    private static String workflow(String status, String plan, String approval) {
        return """
        {"id":"in_1.wf_1","status":"%s","steps":[
          {"name":"net.plan","kind":"job","status":"%s","dependsOn":[],
           "plan":{"hasChanges":true,"toAdd":1,"toChange":2,"toDestroy":3,"digest":"d1","summary":["+ terraform_data.x"]}},
          {"name":"net.approve","kind":"approval","status":"%s","dependsOn":["net.plan"],"approval":{"digest":"d1"}}]}
        """.formatted(status, plan, approval);
    }
}
