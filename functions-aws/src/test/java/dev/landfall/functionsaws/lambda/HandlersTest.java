package dev.landfall.functionsaws.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HandlersTest {

    private static final Duration PLENTY = Duration.ofSeconds(30);

    private final FakeDeployment fake = new FakeDeployment();

    @Test
    void aRequestIsAnsweredByTheRouteTable() {
        var token = bootstrap("acme").path("adminToken").asString();
        var reply = Invocation.of(http(), request("GET", "/v1/whoami", Map.of("Authorization", "Bearer " + token), ""));
        assertEquals(200, reply.path("statusCode").asInt());
        assertEquals("acme", body(reply).path("org").path("name").asString());
    }

    @Test
    void oneControlPlaneServesAllEventsOfAProcess() {
        var handler = http();
        Invocation.of(handler, request("GET", "/healthz", Map.of(), ""));
        Invocation.of(handler, request("GET", "/healthz", Map.of(), ""));
        Invocation.of(new TickHandler(fake.deployed::controlPlane), Map.of());
        assertEquals(1, fake.made);
    }

    @Test
    void nothingIsMadeBeforeTheFirstEvent() {
        http();
        assertEquals(0, fake.made);
    }

    @Test
    void whatIsNoRequestIsAnswered400() {
        var reply = Invocation.ofText(http(), "{\"Records\":[]}", PLENTY);
        assertEquals(400, reply.path("statusCode").asInt());
        assertTrue(reply.path("body").asString().contains("payload format"), reply.toString());
    }

    @Test
    void anOversizeRequestIsAnswered413() {
        var reply = Invocation.ofText(http(), " ".repeat(PlatformEvent.MAX_BYTES + 1), PLENTY);
        assertEquals(413, reply.path("statusCode").asInt());
    }

    @Test
    void aControlPlaneWithoutSettingsIsAnswered503AndTriedAgain() {
        var tries = new ArrayList<String>();
        var broken = new DeployedControlPlane(() -> {
            tries.add("try");
            throw LandfallException.invalid("LANDFALL_TABLE is not set.");
        });
        var handler = new HttpHandler(broken::controlPlane);
        for (int i = 1; i <= 2; i++) {
            var reply = Invocation.of(handler, request("GET", "/healthz", Map.of(), ""));
            assertEquals(503, reply.path("statusCode").asInt());
            assertFalse(reply.toString().contains("LANDFALL_TABLE"), "settings are nobody's business outside");
            assertEquals(i, tries.size());
        }
    }

    @Test
    void aPoisonMessageAloneIsReportedAsFailed() {
        bootstrap("acme");
        var reply = Invocation.of(events(), batch("{\"type\":\"nonsense\"}", "not json", "{\"type\":\"lease\"}"));
        assertEquals(List.of("m0", "m1", "m2"), failures(reply));
        assertTrue(
                failures(Invocation.of(events(), Map.of("Records", List.of()))).isEmpty());
    }

    @Test
    void messagesThatWereHandledAreNotReported() {
        var workflow = startedWorkflow(bootstrap("acme").path("adminToken").asString());
        var known = Json.writeString(Map.of("type", "advance", "partition", "any", "subject", workflow));
        assertEquals(List.of("m1"), failures(Invocation.of(events(), batch(known, "poison", known))));
    }

    @Test
    void withoutTimeLeftMessagesComeAgain() {
        bootstrap("acme");
        var reply = Invocation.of(events(), batch("{}", "{}"), EventsHandler.MARGIN.minusMillis(1));
        assertEquals(List.of("m0", "m1"), failures(reply));
    }

    @Test
    void aBatchThatIsNoneIsAnErrorThatSaysSo() {
        for (var event : List.of("{}", "[]", "{\"Records\":{}}", "{\"Records\":[{\"body\":\"x\"}]}", "x")) {
            var error = assertThrows(LandfallException.class, () -> Invocation.ofText(events(), event, PLENTY));
            assertEquals(ErrorKind.INVALID, error.kind());
        }
    }

    @Test
    void aTickNeedsNoParticularEvent() {
        bootstrap("acme");
        assertTrue(Invocation.of(new TickHandler(fake.deployed::controlPlane), Map.of("source", "aws.scheduler"))
                .isEmpty());
    }

    @Test
    void theFirstBootstrapMakesTheOrgAndLaterOnesFurtherTokens() {
        var first = bootstrap("acme");
        var second = bootstrap("acme");
        assertEquals(first.path("org").asString(), second.path("org").asString());
        assertFalse(first.path("adminToken")
                .asString()
                .equals(second.path("adminToken").asString()));
        assertEquals(0, fake.queues.depth(QueueName.EVENTS).visible());
        var refusal = assertThrows(LandfallException.class, () -> bootstrap("other"));
        assertEquals(ErrorKind.CONFLICT, refusal.kind());
        assertThrows(LandfallException.class, () -> bootstrap(" "));
    }

    private String startedWorkflow(String token) {
        var headers = Map.of("authorization", "Bearer " + token);
        Invocation.of(
                http(), request("POST", "/v1/projects", headers, "{\"name\":\"shop\",\"repository\":\"file:///r\"}"));
        var reply = Invocation.of(
                http(), request("POST", "/v1/projects/shop/jobs", headers, "{\"name\":\"job\",\"command\":\"true\"}"));
        return body(reply).path("workflow").path("id").asString();
    }

    private HttpHandler http() {
        return new HttpHandler(this::controlPlane);
    }

    private RequestStreamHandler events() {
        return new EventsHandler(this::controlPlane);
    }

    private ControlPlane controlPlane() {
        return fake.deployed.controlPlane();
    }

    private JsonNode bootstrap(String org) {
        return Invocation.of(new BootstrapHandler(fake.deployed), Map.of("org", org));
    }

    private static Map<String, Object> request(String method, String path, Map<String, String> headers, String body) {
        return Map.of(
                "version",
                "2.0",
                "rawPath",
                path,
                "headers",
                headers,
                "requestContext",
                Map.of("stage", "$default", "http", Map.of("method", method)),
                "body",
                body);
    }

    private static Map<String, Object> batch(String... bodies) {
        var records = new ArrayList<Map<String, String>>();
        for (var body : bodies) {
            records.add(Map.of("messageId", "m" + records.size(), "body", body, "eventSource", "aws:sqs"));
        }
        return Map.of("Records", records);
    }

    private static JsonNode body(JsonNode reply) {
        return Json.read(reply.path("body").asString(), JsonNode.class);
    }

    private static List<String> failures(JsonNode reply) {
        var ids = new ArrayList<String>();
        reply.path("batchItemFailures")
                .forEach(failure -> ids.add(failure.path("itemIdentifier").asString()));
        return ids;
    }
}
