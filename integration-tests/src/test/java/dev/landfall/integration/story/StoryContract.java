package dev.landfall.integration.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.GitHubDelivery;
import dev.landfall.integration.process.GitRepository;
import dev.landfall.integration.process.Host;
import dev.landfall.integration.process.RunnerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a vendor, a customer and a CI team do, from the outside: the API, a real runner, real git and Terraform. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StoryContract {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TERRAFORM = Duration.ofMinutes(2);

    private Path folder;
    private Host host;
    private Api api;
    private RunnerProcess runner;

    /** Starts the host under test with its state in that folder. */
    abstract Host startHost(Path folder);

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        host = startHost(folder.resolve("host"));
        api = new Api(host::uri, host::adminToken);
        api.post("/v1/pools", Map.of("name", "stories")).ok();
        runner = RunnerProcess.start(folder.resolve("runner"), host, api, "stories", Map.of());
    }

    @AfterAll
    void stop() {
        runner.close();
        host.close();
    }

    @Test
    void anInstallIsPlannedApprovedAppliedChangedAndRemoved() throws Exception {
        RequiredTools.requireTerraform();
        var license = "license-" + System.nanoTime();
        api.post("/v1/apps", Map.of("name", "hello")).ok();
        var archive = ConfigArchive.pack(Checkout.example("hello")).orElseThrow();
        var version = api.postBytes("/v1/apps/hello/configs", "application/gzip", archive)
                .ok();
        assertEquals(1, version.path("version").asInt());
        var again = api.postBytes("/v1/apps/hello/configs", "application/gzip", archive)
                .ok();
        assertFalse(again.path("created").asBoolean(), "the same config made another version");

        api.post(
                        "/v1/installs",
                        Map.of(
                                "app",
                                "hello",
                                "name",
                                "acme",
                                "pool",
                                "stories",
                                "inputs",
                                Map.of("region", "eu-central-1", "greeting", "Hello", "license", license)))
                .ok();
        var first = deployApproving("acme");
        assertTrue(applied(first).size() >= 3, "sandbox and two components were applied: " + first);
        var outputs = api.get("/v1/installs/acme").ok().path("outputs");
        assertFalse(outputs.path("components").isEmpty(), outputs.toString());
        assertTrue(outputs.toString().contains("Hello from 2 replicas"), outputs.toString());
        var password = outputs.path("components").path("service").path("admin_password");
        assertTrue(password.has("secret"), "a sensitive output is a reference: " + outputs);
        jobs("install=acme", "terraform")
                .forEach(job -> assertFalse(api.log(job).contains(license), "the license stands in the log of " + job));
        assertEquals(1, jobs("install=acme", "action").size(), "the action ran after the deploy");

        api.patch("/v1/installs/acme", Map.of("inputs", Map.of("greeting", "Ahoy")))
                .ok();
        var plan = api.post("/v1/installs/acme/plan", Map.of())
                .ok()
                .path("workflow")
                .path("id")
                .asString();
        var planned = api.workflow(plan, TERRAFORM, "succeeded", "failed");
        assertEquals("succeeded", planned.path("status").asString(), planned.toString());
        var changed = changedPlans(planned);
        assertEquals(1, changed.size(), "just the one component that shows the greeting changes: " + changed);

        var second = deployApproving("acme");
        assertEquals(1, applied(second).size(), "only what changed was applied: " + second);
        var third = deployApproving("acme");
        assertEquals(List.of(), applied(third), "a plan without changes was applied: " + third);

        var removal = api.post("/v1/installs/acme/deprovision", Map.of())
                .ok()
                .path("workflow")
                .path("id")
                .asString();
        assertEquals("succeeded", approveUntilEnd(removal).path("status").asString());
        assertEquals(
                "deprovisioned",
                api.get("/v1/installs/acme").ok().path("status").asString());
    }

    @Test
    void aSignedPushRunsTheCommitsJobOnceWithItsSecretMasked() {
        var secret = "s3cr3t-value-" + System.nanoTime();
        api.put("/v1/secrets", Map.of("path", "shop", "key", "api-key", "value", secret))
                .ok();
        var repository = GitRepository.create(folder.resolve("shop"))
                .file(".landfall/jobs/test.yaml", """
                        name: test
                        triggers:
                          events: [push]
                        job:
                          command: |
                            echo "the key is $API_KEY"
                            echo "$API_KEY" | base64
                            cat file.txt
                          timeout: 1m
                        environment:
                          API_KEY: ${secret:shop:api-key}
                        """)
                .file("file.txt", "content of this commit\n");
        var commit = repository.commit("Add a job");
        var project = api.post(
                        "/v1/projects",
                        Map.of(
                                "name",
                                "shop",
                                "pool",
                                "stories",
                                "repository",
                                repository.folder().toUri().toString()))
                .ok();
        var path = project.path("webhook").path("path").asString();
        var delivery =
                GitHubDelivery.push("delivery-1", repository.folder().toUri().toString(), "main", commit);
        var webhookSecret = project.path("webhook").path("secret").asString();

        assertEquals(
                401,
                api.deliver(path, delivery.headers("wrong"), delivery.body()).status());
        assertEquals(
                202,
                api.deliver(path, delivery.headers(webhookSecret), delivery.body())
                        .status());
        assertEquals(
                202,
                api.deliver(path, delivery.headers(webhookSecret), delivery.body())
                        .status());

        var job = jobOf("project=shop", "ci");
        var ended = api.endOfJob(job, SOON);
        var log = api.log(job);
        assertEquals("succeeded", ended.path("status").asString(), ended + "\n" + log);
        assertTrue(log.contains("content of this commit"), log);
        assertTrue(log.contains("the key is ***"), log);
        assertFalse(log.contains(secret), "the secret is in the log");
        assertEquals(1, jobs("project=shop", "ci").size(), "the same delivery started a second job");
        assertEquals(1, api.get("/v1/events?project=shop").ok().path("items").size());
        var explained = api.get("/v1/jobs/" + job + "/explain").ok().path("lines");
        assertTrue(explained.size() >= 4, explained.toString());
    }

    @Test
    void aFailingCommandFailsItsJobWithItsExitCode() {
        api.post(
                        "/v1/projects",
                        Map.of(
                                "name",
                                "failing",
                                "pool",
                                "stories",
                                "repository",
                                folder.toUri().toString()))
                .ok();
        var job = runJob("failing", "echo out; echo err >&2; exit 7");
        var ended = api.endOfJob(job, SOON);
        assertEquals("failed", ended.path("status").asString());
        var attempt = ended.path("attempts").path(0);
        assertEquals(7, attempt.path("exitCode").asInt(), ended.toString());
        var phases = new ArrayList<String>();
        attempt.path("phases").forEach(phase -> phases.add(phase.path("phase").asString()));
        assertEquals(List.of("FETCH", "VALIDATE", "INITIALISE", "EXECUTE", "CLEANUP"), phases);
    }

    @Test
    void aRunningJobIsCancelledWithEverythingThatItStarted() {
        api.post(
                        "/v1/projects",
                        Map.of(
                                "name",
                                "cancelled",
                                "pool",
                                "stories",
                                "repository",
                                folder.toUri().toString()))
                .ok();
        var job = runJob("cancelled", "trap '' INT TERM; sleep 600 & echo started; wait; sleep 600");
        Conditions.eventually(
                SOON,
                () -> "the job to have started",
                () -> api.get("/v1/jobs/" + job + "/logs").ok().toString().contains("started")
                        ? Optional.of(true)
                        : Optional.empty());
        api.post("/v1/jobs/" + job + "/cancel", Map.of("reason", "not needed any more"))
                .ok();
        var ended = api.endOfJob(job, Duration.ofSeconds(60));
        assertEquals("cancelled", ended.path("status").asString(), ended.toString());
    }

    private String runJob(String project, String command) {
        return api.post("/v1/projects/" + project + "/jobs", Map.of("name", "job", "command", command))
                .ok()
                .path("job")
                .path("id")
                .asString();
    }

    private JsonNode deployApproving(String install) {
        var workflow = api.post("/v1/installs/" + install + "/deploy", Map.of())
                .ok()
                .path("workflow")
                .path("id")
                .asString();
        var ended = approveUntilEnd(workflow);
        assertEquals("succeeded", ended.path("status").asString(), ended.toString());
        return ended;
    }

    private JsonNode approveUntilEnd(String workflow) {
        while (true) {
            var seen = api.workflow(workflow, TERRAFORM, "awaiting-approval", "succeeded", "failed", "cancelled");
            if (!seen.path("status").asString().equals("awaiting-approval")) {
                return seen;
            }
            for (JsonNode step : seen.path("steps")) {
                if (step.path("status").asString().equals("awaiting-approval")) {
                    var digest = step.path("approval").path("digest").asString();
                    api.post(
                                    "/v1/workflows/" + workflow + "/approve",
                                    Map.of("step", step.path("name").asString(), "digest", digest))
                            .ok();
                }
            }
        }
    }

    private static List<String> applied(JsonNode workflow) {
        var names = new ArrayList<String>();
        for (JsonNode step : workflow.path("steps")) {
            var name = step.path("name").asString();
            if (name.contains("apply") && step.has("job")) {
                names.add(name);
            }
        }
        return names;
    }

    private static List<JsonNode> changedPlans(JsonNode workflow) {
        var plans = new ArrayList<JsonNode>();
        workflow.path("steps").forEach(step -> {
            if (step.path("plan").path("hasChanges").asBoolean()) {
                plans.add(step);
            }
        });
        return plans;
    }

    private String jobOf(String owner, String kind) {
        return Conditions.eventually(
                SOON,
                () -> "a job of kind " + kind + " for " + owner,
                () -> jobs(owner, kind).stream().findFirst());
    }

    private List<String> jobs(String owner, String kind) {
        var ids = new ArrayList<String>();
        api.get("/v1/jobs?" + owner).ok().path("items").forEach(job -> {
            if (job.path("kind").asString().equals(kind)) {
                ids.add(job.path("id").asString());
            }
        });
        return ids;
    }
}
