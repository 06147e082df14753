package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.ResultDetail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final Api api = new Api();
    private String address = "";
    private String secret = "";

    @BeforeEach
    void project() {
        var made = api.post(
                        "/v1/projects",
                        "{\"name\":\"shop\",\"repository\":\"https://github.com/acme/shop.git\",\"branches\":[\"main\",\"release/*\"],"
                                + "\"paths\":{\"exclude\":[\"docs/**\"]}}")
                .expect(201);
        address = made.text("/webhook/path");
        secret = made.text("/webhook/secret");
    }

    @Test
    void aPushStartsOneWorkflowHoweverOftenItIsDelivered() {
        deliver("d1", push("main")).expect(202).says("accepted");
        deliver("d1", push("main")).expect(202).says("duplicate");
        assertEquals(
                1, api.get("/v1/workflows?project=shop").json().path("items").size());
        var event = api.get("/v1/events?project=shop").json().at("/items/0");
        assertEquals("accepted", event.path("status").asString(""));
        assertEquals(
                api.get("/v1/workflows?project=shop").text("/items/0/id"),
                event.path("workflow").asString(""));
    }

    @Test
    void theCommitsJobsRunInTheirOrder() {
        deliver("d1", push("main")).expect(202);
        var runner = new RunnerClient(api, "r1");
        var evaluate = runner.next();
        var work = (EvaluateWork) evaluate.spec().work();
        assertEquals(COMMIT, work.commit());
        assertEquals("push", work.event());
        assertEquals(List.of("src/a"), work.changedPaths());
        runner.succeed(
                evaluate,
                new ResultDetail.Definitions(
                        List.of(
                                ci("unit tests", List.of(), "all_success"),
                                ci("deploy", List.of("unit tests"), "all_success"),
                                ci("tell", List.of("unit tests"), "any_failed")),
                        List.of()));
        var tests = runner.next();
        assertEquals("unit tests", ((CiWork) tests.spec().work()).name());
        assertEquals("main", ((CiWork) tests.spec().work()).env().get("LANDFALL_BRANCH"));
        assertTrue(runner.tryNext().isEmpty());
        runner.complete(tests, JobOutcome.FAILED, "exit code 1", null);
        var tell = runner.next();
        assertEquals("tell", ((CiWork) tell.spec().work()).name());
        runner.succeed(tell, null);
        var workflow =
                api.get("/v1/workflows/" + api.get("/v1/workflows?project=shop").text("/items/0/id"));
        assertEquals("failed", workflow.text("/status"));
        assertEquals("skipped", workflow.text("/steps/2/status"));
    }

    @Test
    void deliveriesWithoutARightSignatureAreRefusedAndNotKept() throws GeneralSecurityException {
        var body = push("main").getBytes(StandardCharsets.UTF_8);
        api.send("POST", address, headers("d1", "push", null), body).expect(401);
        api.send("POST", address, headers("d1", "push", sign(body, "wrong")), body)
                .expect(401);
        api.send("POST", address, headers("d1", "push", "sha1=abc"), body).expect(401);
        assertEquals(0, api.get("/v1/events?project=shop").json().path("items").size());
    }

    @Test
    void everyLiveSecretSignsUntilItIsDeleted() {
        var second = api.post("/v1/projects/shop/webhook-secrets", null).expect(201);
        var first = api.get("/v1/projects/shop/webhook-secrets").text("/items/0/id");
        deliver("d1", push("main")).expect(202);
        api.call("DELETE", "/v1/projects/shop/webhook-secrets/" + first, null).expect(204);
        deliver("d2", push("main")).expect(401);
        secret = second.text("/secret");
        deliver("d3", push("main")).expect(202);
        api.call("DELETE", "/v1/projects/shop/webhook-secrets/" + second.text("/id"), null)
                .expect(409);
    }

    @Test
    void pingIsAnsweredAfterTheSignatureCheck() {
        event("d1", "ping", "{\"zen\":\"x\"}").expect(200).says("pong");
        api.send("POST", address, headers("d1", "ping", null), new byte[] {'{', '}'})
                .expect(401);
    }

    @Test
    void formEncodedDeliveriesAreTaken() throws GeneralSecurityException {
        var body =
                ("payload=" + URLEncoder.encode(push("main"), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<>(headers("d1", "push", sign(body, secret)));
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        api.send("POST", address, headers, body).expect(202).says("accepted");
    }

    @Test
    void whatStartsNothingIsListedWithItsReason() {
        event("d1", "issues", "{}").expect(202).says("ignored");
        deliver("d2", push("other")).expect(202).says("The branch other");
        deliver("d3", push("main").replace("src/a", "docs/a")).expect(202).says("No changed file");
        event(
                        "d4",
                        "push",
                        "{\"ref\":\"refs/heads/main\",\"deleted\":true,\"repository\":{\"full_name\":\"acme/shop\"}}")
                .expect(202)
                .says("ignored");
        var items = api.get("/v1/events?project=shop").json().path("items");
        assertEquals(4, items.size());
        items.forEach(item -> assertEquals("ignored", item.path("status").asString("")));
    }

    @Test
    void brokenDeliveriesAre400AndListed() {
        deliver("d1", "{").expect(400);
        deliver("d2", "[]").expect(400);
        deliver("d3", push("main").replace("acme/shop", "acme/other"))
                .expect(400)
                .says("acme/other");
        var items = api.get("/v1/events?project=shop").json().path("items");
        assertEquals(3, items.size());
        items.forEach(item -> assertEquals("rejected", item.path("status").asString("")));
        deliver("", push("main")).expect(400);
        deliver("a b", push("main")).expect(400);
    }

    @Test
    void oversizedBodiesAndUnknownProjectsAreRefused() {
        api.send("POST", address, headers("d1", "push", "x"), new byte[5 * 1024 * 1024 + 1])
                .expect(413);
        api.send("POST", "/v1/webhooks/github/pr_0000000000000000", headers("d1", "push", "x"), new byte[0])
                .expect(404);
        api.send("POST", "/v1/webhooks/github/a.b", headers("d1", "push", "x"), new byte[0])
                .expect(400);
    }

    @Test
    void redeliveryGoesByTheFiltersOfNow() {
        deliver("d1", push("other")).expect(202).says("ignored");
        api.call("PATCH", "/v1/projects/shop", "{\"branches\":[]}").expect(200);
        api.post("/v1/events/shop/d1/redeliver", null).expect(202).says("accepted");
        var item = api.get("/v1/events?project=shop").json().at("/items/0");
        assertEquals("accepted", item.path("status").asString(""));
        assertEquals(1, item.path("redeliveries").asInt(0));
        assertEquals(
                api.get("/v1/workflows?project=shop").text("/items/0/id"),
                item.path("workflow").asString(""));
        api.post("/v1/events/shop/nothing/redeliver", null).expect(404);
    }

    @Test
    void largeBodiesAreKeptBesideTheRecord() {
        var large = push("other").replace("\"ref\"", "\"pad\":\"" + "x".repeat(100_000) + "\",\"ref\"");
        deliver("d1", large).expect(202);
        api.call("PATCH", "/v1/projects/shop", "{\"branches\":[]}").expect(200);
        api.post("/v1/events/shop/d1/redeliver", null).expect(202).says("accepted");
    }

    @Test
    void eventsAreListedNewestFirstInPages() {
        for (int i = 1; i <= 5; i++) {
            deliver("d" + i, push("other")).expect(202);
            api.clock.advance(java.time.Duration.ofSeconds(1));
        }
        var first = api.get("/v1/events?project=shop&limit=3").expect(200);
        assertEquals("d5", first.text("/items/0/id"));
        var second = api.get("/v1/events?project=shop&limit=3&after=" + first.text("/next"))
                .expect(200);
        assertEquals("d2", second.text("/items/0/id"));
        assertEquals(2, second.json().path("items").size());
        assertEquals("", second.text("/next"));
    }

    @Test
    void aDeletedProjectTakesNoDeliveries() {
        api.call("DELETE", "/v1/projects/shop", null).expect(204);
        deliver("d1", push("main")).expect(404);
        api.get("/v1/projects/shop").expect(404);
    }

    @Test
    void aJobAskedForRunsWithItsSecretsAndOnlyThose() {
        api.call("PUT", "/v1/secrets", "{\"path\":\"shop/db\",\"key\":\"pw\",\"value\":\"hunter22\"}")
                .expect(204);
        var started = api.post(
                        "/v1/projects/shop/jobs",
                        "{\"name\":\"hello\",\"command\":\"true\",\"env\":{\"PW\":\"${secret:shop/db:pw}\"}}")
                .expect(202);
        var runner = new RunnerClient(api, "r1");
        var held = runner.next();
        assertEquals(started.text("/job/id"), held.lease().job().value());
        var ref = api.bootstrap.org() + "/shop/db:pw";
        assertEquals(
                "${secret:" + ref + "}", ((CiWork) held.spec().work()).env().get("PW"));
        var lease = held.lease();
        runner.call("POST", "/v1/runner/secrets/resolve", Map.of("lease", lease, "refs", List.of(ref)))
                .expect(200)
                .says("hunter22");
        runner.call("POST", "/v1/runner/secrets/resolve", Map.of("lease", lease, "refs", List.of("org_x/a:b")))
                .expect(403);
        runner.call("POST", "/v1/runner/secrets/store", Map.of("lease", lease, "values", Map.of("a", "1")))
                .expect(403);
        runner.succeed(held, null);
        runner.call("POST", "/v1/runner/secrets/resolve", Map.of("lease", lease, "refs", List.of(ref)))
                .expect(409);
        assertEquals("succeeded", api.get("/v1/jobs/" + lease.job()).text("/status"));
    }

    @Test
    void aJobThatRefersToAForeignSecretIsNotStarted() {
        api.post(
                        "/v1/projects/shop/jobs",
                        "{\"name\":\"x\",\"command\":\"true\",\"env\":{\"A\":\"${secret:other:k}\"}}")
                .expect(409)
                .says("out of its reach");
        for (String bad : List.of(
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"command\":\" \"}",
                "{\"name\":\"x\",\"command\":\"true\",\"timeoutSeconds\":0}",
                "{\"name\":\"x\",\"command\":\"true\",\"ref\":\"--upload-pack=x\"}",
                "{\"name\":\"x\",\"command\":\"true\",\"workingDirectory\":\"../x\"}",
                "{\"name\":\"x\",\"comand\":\"true\"}")) {
            api.post("/v1/projects/shop/jobs", bad).expect(400);
        }
    }

    @Test
    void badProjectsAreNotMade() {
        for (String bad : List.of(
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"repository\":\"nowhere\"}",
                "{\"name\":\"x\",\"repository\":\"https://u:p@h/a/b\"}",
                "{\"name\":\"x\",\"repository\":\"https://h/a/b\",\"events\":[\"pull\"]}",
                "{\"name\":\"x\",\"repository\":\"https://h/a/b\",\"secretPaths\":[\"../a\"]}",
                "{\"name\":\"x\",\"repository\":\"git@h:a/b\",\"gitCredentials\":{\"type\":\"TOKEN\",\"secret\":\"x:k\"}}",
                "{\"name\":\"pr_0000000000000001\",\"repository\":\"https://h/a/b\"}")) {
            api.post("/v1/projects", bad).expect(400);
        }
        api.post("/v1/projects", "{\"name\":\"shop\",\"repository\":\"https://h/a/b\"}")
                .expect(409);
        api.post("/v1/projects", "{\"name\":\"y\",\"repository\":\"https://h/a/b\",\"pool\":\"none\"}")
                .expect(404);
    }

    private static CiJobDefinition ci(String name, List<String> dependsOn, String condition) {
        return new CiJobDefinition(name, ".landfall/jobs/a.yaml", "true", Map.of(), null, 60, dependsOn, condition);
    }

    private static String push(String branch) {
        return "{\"ref\":\"refs/heads/" + branch + "\",\"after\":\"" + COMMIT
                + "\",\"repository\":{\"clone_url\":\"https://github.com/acme/shop.git\"},"
                + "\"commits\":[{\"added\":[\"src/a\"],\"modified\":[],\"removed\":[]}]}";
    }

    private Reply deliver(String id, String body) {
        return event(id, "push", body);
    }

    private Reply event(String id, String event, String body) {
        try {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            return api.send("POST", address, headers(id, event, sign(bytes, secret)), bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> headers(
            String id, String event, @org.jspecify.annotations.Nullable String signature) {
        var headers = new HashMap<String, String>();
        headers.put("X-GitHub-Event", event);
        headers.put("X-GitHub-Delivery", id);
        headers.put("Content-Type", "application/json");
        if (signature != null) {
            headers.put("X-Hub-Signature-256", signature);
        }
        return headers;
    }

    private static String sign(byte[] body, String secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
