package dev.landfall.integration.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.Host;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.integration.process.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} of the runner, the control plane and both, in each phase of an apply: it ends in one terminal state, the
 * state's lock is free, and after a retry where one is needed the infrastructure is what the config says.
 */
final class KillDuringApplyIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private enum Victim {
        RUNNER,
        CONTROL_PLANE,
        BOTH
    }

    /** Where the apply is when the victim is killed; the word is the Terraform subcommand that is about to start. */
    private enum Moment {
        INITIALISE("init"),
        EXECUTE("apply"),
        IN_THE_MIDDLE(""),
        OUTPUTS("output");

        private final String subcommand;

        Moment(String subcommand) {
            this.subcommand = subcommand;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNER,INITIALISE", "RUNNER,EXECUTE", "RUNNER,IN_THE_MIDDLE", "RUNNER,OUTPUTS",
        "CONTROL_PLANE,INITIALISE", "CONTROL_PLANE,EXECUTE", "CONTROL_PLANE,IN_THE_MIDDLE", "CONTROL_PLANE,OUTPUTS",
        "BOTH,INITIALISE", "BOTH,EXECUTE", "BOTH,IN_THE_MIDDLE", "BOTH,OUTPUTS",
    })
    void anApplyComesToOneEnd(Victim victim, Moment moment) throws Exception {
        assumeTrue(
                TerraformGate.available(), "neither terraform nor tofu is on the PATH: install one to run this test");
        var gate = new TerraformGate(Files.createDirectories(folder.resolve("gate")));
        var started = folder.resolve("started");
        var proceed = folder.resolve("proceed");
        try (var host = LocalHost.start(folder.resolve("host"))) {
            var api = new Api(host::uri, host::adminToken);
            api.post("/v1/pools", Map.of("name", "pool")).ok();
            try (var runner = RunnerProcess.start(
                    folder.resolve("runner"),
                    host,
                    api,
                    "pool",
                    Map.of(
                            "LANDFALL_RUNNER_PATH",
                            gate.searchPath(),
                            "LANDFALL_RUNNER_MAX_CANCEL_GRACE_SECONDS",
                            "5"))) {
                var workflow = planned(api, started, proceed);
                if (moment != Moment.IN_THE_MIDDLE) {
                    gate.close(moment.subcommand);
                    Files.createFile(proceed);
                }
                approve(api, workflow);
                awaitMoment(gate, moment, started);
                kill(victim, host, runner);
                gate.open();
                if (moment == Moment.IN_THE_MIDDLE) {
                    Files.createFile(proceed);
                }
                restart(victim, host, runner);
                requireOneGoodEnd(api, workflow, victim, moment);
            }
        }
    }

    private String planned(Api api, Path started, Path proceed) throws IOException {
        api.post("/v1/apps", Map.of("name", "slow")).ok();
        var archive = SlowApp.archive(folder.resolve("app"), started, proceed);
        api.postBytes("/v1/apps/slow/configs", "application/gzip", archive).ok();
        api.post("/v1/installs", Map.of("app", "slow", "name", "one", "pool", "pool"))
                .ok();
        var workflow = api.post("/v1/installs/one/deploy", Map.of())
                .ok()
                .path("workflow")
                .path("id")
                .asString();
        api.workflow(workflow, LONG, "awaiting-approval");
        return workflow;
    }

    private static void approve(Api api, String workflow) {
        var waiting = api.workflow(workflow, LONG, "awaiting-approval");
        for (JsonNode step : waiting.path("steps")) {
            if (step.path("status").asString().equals("awaiting-approval")) {
                var digest = step.path("approval").path("digest").asString();
                api.post(
                                "/v1/workflows/" + workflow + "/approve",
                                Map.of("step", step.path("name").asString(), "digest", digest))
                        .ok();
            }
        }
    }

    private static void awaitMoment(TerraformGate gate, Moment moment, Path started) {
        if (moment != Moment.IN_THE_MIDDLE) {
            gate.awaitWaiting(moment.subcommand);
            return;
        }
        Conditions.eventually(
                LONG,
                () -> "the apply to be in its middle",
                () -> Files.exists(started) ? Optional.of(true) : Optional.empty());
    }

    private static void kill(Victim victim, Host host, RunnerProcess runner) {
        switch (victim) {
            case RUNNER -> runner.kill();
            case CONTROL_PLANE -> host.kill();
            case BOTH -> {
                host.kill();
                runner.kill();
            }
        }
    }

    private static void restart(Victim victim, Host host, RunnerProcess runner) {
        switch (victim) {
            case RUNNER -> runner.restart();
            case CONTROL_PLANE -> host.restart();
            case BOTH -> {
                host.restart();
                runner.restart();
            }
        }
    }

    private static void requireOneGoodEnd(Api api, String workflow, Victim victim, Moment moment) {
        var ended = api.workflow(workflow, LONG, "succeeded", "failed");
        var status = ended.path("status").asString();
        if (victim == Victim.CONTROL_PLANE) {
            assertEquals("succeeded", status, ended.toString());
        }
        if (status.equals("failed")) {
            assertTrue(ended.toString().contains("plan again"), ended.toString());
            api.post("/v1/workflows/" + workflow + "/retry", Map.of()).ok();
            var again = api.workflow(workflow, LONG, "awaiting-approval", "succeeded", "failed");
            if (moment == Moment.IN_THE_MIDDLE) {
                requireFirstIsKept(ended, again);
            }
            if (again.path("status").asString().equals("awaiting-approval")) {
                approve(api, workflow);
                again = api.workflow(workflow, LONG, "succeeded", "failed");
            }
            assertEquals("succeeded", again.path("status").asString(), again.toString());
        }
        var install = api.get("/v1/installs/one").ok();
        assertEquals(
                "second", install.path("outputs").path("sandbox").path("done").asString(), install.toString());
        for (JsonNode state : api.get("/v1/installs/one/states").ok().path("items")) {
            assertFalse(state.has("lock"), "the state is still locked: " + state);
        }
        for (JsonNode job : api.get("/v1/jobs?install=one").ok().path("items")) {
            assertTrue(
                    job.path("status").asString().matches("succeeded|failed|cancelled|timed-out"),
                    "a job has no end: " + job);
        }
    }

    /** What was made before the kill is in the state: the new plan does not make it again. */
    private static void requireFirstIsKept(JsonNode ended, JsonNode again) {
        assertTrue(ended.toString().contains("its state was saved"), ended.toString());
        assertFalse(again.toString().contains("create terraform_data.first"), again.toString());
    }
}
