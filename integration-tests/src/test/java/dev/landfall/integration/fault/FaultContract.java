package dev.landfall.integration.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.ProxiedCall;
import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.CloudHost;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.GitHubDelivery;
import dev.landfall.integration.process.GitRepository;
import dev.landfall.integration.process.JavaProcess;
import dev.landfall.integration.process.RunnerProcess;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.QueueMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** In an order of their own, as the first leaves work behind that needs a minute, in which the others run. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class FaultContract {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** What a crash left in an outbox is sent when it is a minute old. */
    private static final Duration SWEPT = Duration.ofSeconds(150);

    private static final String SECRET = "s3cr3t-of-the-shop-" + System.nanoTime();

    private final List<String> secrets = new ArrayList<>(List.of(SECRET));
    private Path folder;
    private CloudHost host;
    private Api api;
    private RunnerProcess runner;
    private String poolQueue = "";
    private Shop shop;

    /** A project, and what its hook needs. */
    private record Shop(String partition, GitRepository repository, String commit, String hook, String hookSecret) {}

    abstract CloudHost startHost(Path temporary);

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        host = startHost(folder.resolve("host"));
        api = new Api(host::uri, host::adminToken);
        var pool = api.post("/v1/pools", Map.of("name", "faults")).ok();
        poolQueue = pool.path("id").asString().replace('_', '-').toLowerCase(java.util.Locale.ROOT);
        runner = RunnerProcess.start(folder.resolve("runner"), host, api, "faults", Map.of());
        api.put("/v1/secrets", Map.of("path", "shop", "key", "api-key", "value", SECRET))
                .ok();
        shop = shop();
        secrets.addAll(List.of(host.adminToken(), shop.hookSecret()));
        secrets.addAll(host.platformSecrets());
        api.endOfJob(runJob("true"), SOON);
    }

    @AfterEach
    void calm() {
        host.faults().none();
    }

    @AfterAll
    void stop() {
        runner.close();
        host.close();
    }

    @Test
    @Order(1)
    void functionsThatAreKilledBetweenTwoCallsLoseNoAcceptedDelivery() {
        for (int number = 0; number < Kill.SEVERAL.size(); number++) {
            var kill = Kill.SEVERAL.get(number);
            host.faults().after(kill.passed(), FaultContract::isCall, kill.at());
            try (var sender = Executors.newVirtualThreadPerTaskExecutor()) {
                var delivery = "killed-" + number;
                var accepted = CompletableFuture.supplyAsync(() -> deliver(delivery), sender);
                assertTrue(host.faults().awaitHeld(SWEPT), () -> kill + " was not reached\n" + host.output());
                host.kill();
                host.faults().none();
                host.restart();
                if (!accepted.join()) {
                    Conditions.eventually(
                            SOON,
                            () -> delivery + " to be accepted",
                            () -> deliver(delivery) ? Optional.of(true) : Optional.empty());
                }
            }
        }
    }

    @Test
    @Order(2)
    void aJobIsRunOnceAlthoughServicesThrottleFailAndLoseReplies() {
        var weather = new ArrayList<Fault>();
        for (int i = 0; i < 60; i++) {
            weather.addAll(List.of(Fault.NONE, Fault.NONE, Fault.THROTTLED, Fault.NONE, Fault.NONE, Fault.NONE));
            weather.addAll(List.of(Fault.LOST_REPLY, Fault.NONE, Fault.NONE, Fault.NONE, Fault.BROKEN, Fault.NONE));
        }
        host.faults().next(FaultContract::isCall, weather.toArray(Fault[]::new));
        var marker = folder.resolve("weather");
        var job = runJob("echo run >> " + marker);

        assertEquals("succeeded", api.endOfJob(job, SOON).path("status").asString());
        host.faults().none();
        assertEquals(List.of("run"), lines(marker));
    }

    @Test
    @Order(3)
    void messagesThatComeTwiceLateAndInAnotherOrderDoNoHarm() {
        var marker = folder.resolve("twice");
        var jobs = List.of(runJob("echo run >> " + marker), runJob("echo run >> " + marker));
        for (int i = 0; i < 3; i++) {
            jobs.reversed().forEach(this::announceAgain);
        }
        jobs.forEach(job ->
                assertEquals("succeeded", api.endOfJob(job, SOON).path("status").asString()));
        jobs.forEach(this::announceAgain);
        awaitEmpty(poolQueue);

        assertEquals(List.of("run", "run"), lines(marker));
        for (var job : jobs) {
            var seen = api.get("/v1/jobs/" + job).ok();
            assertEquals("succeeded", seen.path("status").asString());
            assertEquals(1, seen.path("attempts").size(), seen.toString());
        }
    }

    @Test
    @Order(4)
    void poisonIsKeptListedAndPutBackByTheCommandLine() {
        var run = run("true");
        var workflow = run.path("workflow").path("id").asString();
        api.endOfJob(run.path("job").path("id").asString(), SOON);
        host.faults().always(FaultContract::isCall, Fault.BROKEN);
        host.send("events", "{\"type\":\"nonsense\"}");
        host.send("events", Json.writeString(EventMessage.advance(new WorkflowId(workflow))));
        Conditions.eventually(
                SOON,
                () -> "two dead letters" + host.output(),
                () -> host.deadEvents() >= 2 ? Optional.of(true) : Optional.empty());
        host.faults().none();
        Conditions.eventually(SOON, () -> "two letters to be kept: " + letters() + host.output(), () -> {
            host.tick();
            return letterWith("nonsense").isPresent() && letterWith(workflow).isPresent()
                    ? Optional.of(true)
                    : Optional.empty();
        });
        var listed = command("queue", "dead-letters", "events");
        assertTrue(listed.contains("nonsense") && listed.contains(workflow), listed);

        command("queue", "redrive", "events", "--id", letterWith(workflow).orElseThrow());
        host.tick();

        assertTrue(letterWith(workflow).isEmpty(), () -> "it was handled: " + letters());
        assertTrue(letterWith("nonsense").isPresent(), () -> "nobody put it back: " + letters());
        command("queue", "redrive", "events");
        Conditions.eventually(
                SOON,
                () -> "the nonsense to be dead again",
                () -> host.deadEvents() >= 1 ? Optional.of(true) : Optional.empty());
        host.tick();
        assertEquals(1, letters().size(), () -> letters().toString());
    }

    @Test
    @Order(5)
    void queuesThatSomebodyDeletedAreMadeAgainAndItIsSaid() {
        host.deleteQueue(poolQueue);
        host.deleteQueue("events");
        var marker = folder.resolve("deleted");
        var job = runJob("echo run >> " + marker);

        assertEquals("succeeded", api.endOfJob(job, SOON).path("status").asString());
        assertEquals(List.of("run"), lines(marker));
        assertTrue(host.output().contains("a queue was gone and is made again"), host.output());
    }

    @Test
    @Order(9)
    void everyDeliveryThatWasAcceptedRanOnceWhereverAFunctionWasKilled() {
        var jobs = Conditions.eventually(SWEPT, () -> "all deliveries to end: " + states() + host.output(), () -> {
            lookAtOnce(shop.partition());
            host.tick();
            var states = states();
            return states.size() >= Kill.SEVERAL.size() && states.stream().allMatch("succeeded"::equals)
                    ? Optional.of(states)
                    : Optional.empty();
        });

        assertEquals(Kill.SEVERAL.size(), jobs.size());
        assertEquals(Kill.SEVERAL.size(), lines(folder.resolve("runs")).size(), "each ran once");
    }

    @Test
    @Order(10)
    void noSecretStandsInALogARecordOrAnEvent() {
        var logs = new StringBuilder();
        api.get("/v1/jobs?project=shop")
                .ok()
                .path("items")
                .forEach(job -> logs.append(api.log(job.path("id").asString())));
        assertTrue(logs.toString().contains("the key is ***"), logs.toString());
        var events = api.get("/v1/events?project=shop").text() + letters();
        for (var secret : secrets) {
            assertFalse(host.output().contains(secret), () -> secret + " stands in the functions' log");
            assertFalse(runner.output().contains(secret), () -> secret + " stands in the runner's log");
            assertFalse(logs.toString().contains(secret), () -> secret + " stands in a job's log");
            assertFalse(events.contains(secret), () -> secret + " stands in an event");
            assertFalse(host.storedText().contains(secret), () -> secret + " stands in the store");
        }
    }

    private Shop shop() {
        var repository = GitRepository.create(folder.resolve("shop"))
                .file(".landfall/jobs/test.yaml", """
                        name: test
                        triggers:
                          events: [push]
                        job:
                          command: |
                            echo "the key is $API_KEY"
                            echo run >> %s
                          timeout: 1m
                        environment:
                          API_KEY: ${secret:shop:api-key}
                        """.formatted(folder.resolve("runs")));
        var commit = repository.commit("Add a job");
        var project = api.post(
                        "/v1/projects", Map.of("name", "shop", "pool", "faults", "repository", address(repository)))
                .ok();
        var hook = project.path("webhook");
        return new Shop(
                project.path("id").asString(),
                repository,
                commit,
                hook.path("path").asString(),
                hook.path("secret").asString());
    }

    /** As a git server does it: what was not accepted is delivered again under the same id. */
    private boolean deliver(String id) {
        var delivery = GitHubDelivery.push(id, address(shop.repository()), "main", shop.commit());
        try {
            return api.deliver(shop.hook(), delivery.headers(shop.hookSecret()), delivery.body())
                            .status()
                    == 202;
        } catch (AssertionError e) {
            return false;
        }
    }

    private String runJob(String command) {
        return run(command).path("job").path("id").asString();
    }

    private JsonNode run(String command) {
        return api.post("/v1/projects/shop/jobs", Map.of("name", "job", "command", command))
                .ok();
    }

    private void announceAgain(String job) {
        host.send(poolQueue, Json.writeString(new QueueMessage(new JobId(job), 1)));
    }

    private void awaitEmpty(String queue) {
        Conditions.eventually(
                SOON,
                () -> queue + " to be empty",
                () -> host.messages(queue) == 0 ? Optional.of(true) : Optional.empty());
    }

    /** Lets the next tick look at the partition, as one some minutes later would. */
    private void lookAtOnce(String partition) {
        var documents = new Documents(host.records(), new RandomIds(java.time.InstantSource.system()));
        new DueIndex(documents).ensure(partition, Instant.now().minus(Duration.ofMinutes(10)));
    }

    /** Of the jobs that the deliveries led to. */
    private List<String> states() {
        var states = new ArrayList<String>();
        api.get("/v1/jobs?project=shop&limit=100").ok().path("items").forEach(job -> {
            if (job.path("kind").asString().equals("ci")
                    && job.path("name").asString().equals("test")) {
                states.add(job.path("status").asString() + job.path("reason").asString(""));
            }
        });
        return states;
    }

    /** Its id. */
    private Optional<String> letterWith(String text) {
        return letters().stream()
                .filter(letter -> letter.path("message").asString().contains(text))
                .map(letter -> letter.path("id").asString())
                .findFirst();
    }

    private List<JsonNode> letters() {
        var letters = new ArrayList<JsonNode>();
        api.get("/v1/queues/events/dead-letters").ok().path("items").forEach(letters::add);
        return letters;
    }

    private String command(String... arguments) {
        var output = folder.resolve("cli-" + System.nanoTime() + ".log");
        var environment = Map.of("LANDFALL_SERVER", host.uri().toString(), "LANDFALL_TOKEN", host.adminToken());
        try (var process = JavaProcess.start(output, environment, "dev.landfall.cli.Main", List.of(arguments))) {
            assertEquals(0, process.await(), process::output);
            return process.output();
        }
    }

    /** A call of the functions; a runner's own have their right in their address. */
    private static boolean isCall(ProxiedCall call) {
        return !call.presigned();
    }

    private static String address(GitRepository repository) {
        return repository.folder().toUri().toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
