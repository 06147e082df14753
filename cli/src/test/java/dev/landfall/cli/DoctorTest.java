package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final String WHO = "{'org':{'name':'acme'},'token':{'scopes':['write']}}".replace('\'', '"');

    @TempDir
    Path folder;

    @Test
    void missingProgramsFailWithTheirFix() throws Exception {
        tool("git", "echo git version 2.40.1");
        var ended = new CommandRun(folder).with("PATH", folder + "/bin").run("doctor", "-o", "json");
        assertEquals(1, ended.exitCode());
        var statuses = statuses(ended);
        assertEquals("ok", statuses.get("git"));
        assertEquals("failed", statuses.get("terraform"));
        assertEquals("warning", statuses.get("server"));
        assertTrue(ended.out().contains("OpenTofu"), ended.out());
    }

    @Test
    void tofuServesAsWellAsTerraform() throws Exception {
        tool("tofu", "echo '{\"terraform_version\":\"1.9.0\"}'");
        assertEquals(
                "ok",
                statuses(new CommandRun(folder).with("PATH", folder + "/bin").run("doctor", "-o", "json"))
                        .get("terraform"));
    }

    @Test
    void programThatAnswersNonsenseFails() throws Exception {
        tool("git", "echo hello");
        assertEquals(
                "failed",
                statuses(new CommandRun(folder).with("PATH", folder + "/bin").run("doctor", "-o", "json"))
                        .get("git"));
    }

    @Test
    void serverTokenAndClockAreLookedAt() {
        try (var api = new FakeApi().on("GET /readyz", "{}").on("GET /v1/whoami", WHO)) {
            var statuses = statuses(new CommandRun(folder).against(api).run("doctor", "-o", "json"));
            assertEquals("ok", statuses.get("server"));
            assertEquals("ok", statuses.get("token"));
            assertEquals("failed", statuses.get("clock"), "the test's clock stands still in the past");
        }
    }

    @Test
    void whatTheServerWarnsOfIsSaid() {
        var ready = "{'status':'ready','warnings':['The certificate ends tomorrow.']}".replace('\'', '"');
        try (var api = new FakeApi().on("GET /readyz", ready).on("GET /v1/whoami", WHO)) {
            var ended = new CommandRun(folder).against(api).run("doctor", "-o", "json");
            assertTrue(ended.out().contains("The certificate ends tomorrow."), ended.out());
            assertEquals("warning", statuses(ended).get("server"));
        }
    }

    @Test
    void refusedTokenAndUnreadyServerFail() {
        try (var api = new FakeApi()
                .on("GET /readyz", 503, "{}")
                .on("GET /v1/whoami", 401, "{\"kind\":\"UNAUTHENTICATED\",\"message\":\"No.\"}")) {
            var statuses = statuses(new CommandRun(folder).against(api).run("doctor", "-o", "json"));
            assertEquals("failed", statuses.get("server"));
            assertEquals("failed", statuses.get("token"));
        }
    }

    @Test
    void configFileThatOthersCanReadFails() throws Exception {
        var file = folder.resolve(".config/landfall/config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var ended = new CommandRun(folder).run("doctor", "-o", "json");
        assertEquals("failed", statuses(ended).get("config"));
        assertTrue(ended.out().contains("chmod 600"), ended.out());
    }

    @Test
    void runnerTestNamesTheMissingRegistration() {
        var ended = new CommandRun(folder).run("runner", "test", "--dir", "runner", "-o", "json");
        assertEquals(1, ended.exitCode());
        assertEquals("failed", statuses(ended).get("registration"));
        assertEquals("ok", statuses(ended).get("folder"));
    }

    @Test
    void runnerThatWasNeverStartedHasNoStatus() {
        assertEquals(
                5,
                new CommandRun(folder)
                        .run("runner", "status", "--dir", "runner")
                        .exitCode());
        assertEquals(
                5,
                new CommandRun(folder).run("runner", "start", "--dir", "runner").exitCode());
    }

    @Test
    void misspeltRunnerSettingIsRefused() {
        var ended = new CommandRun(folder).with("LANDFALL_RUNNER_SLOT", "2").run("runner", "status");
        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("LANDFALL_RUNNER_SLOT"), ended.err());
    }

    private void tool(String name, String script) throws Exception {
        var file = folder.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Map<String, String> statuses(CommandRun.Ended ended) {
        var statuses = new HashMap<String, String>();
        ended.json()
                .path("items")
                .forEach(item -> statuses.put(
                        item.path("check").asString(""), item.path("status").asString("")));
        return statuses;
    }
}
