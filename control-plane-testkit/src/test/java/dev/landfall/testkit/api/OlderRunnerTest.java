package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A runner of the version before does a job for this control plane: at the addresses that it knows, with the bodies that were recorded
 * of it and only names and keys put in, and it finds in the replies what it reads there.
 */
final class OlderRunnerTest {

    private final Api api = new Api();
    private final EcKeys keys = EcKeys.generate();
    private final JsonNode recorded = Json.read(recording(), JsonNode.class);

    @Test
    void itRegistersClaimsKeepsItsLeaseLogsAndCompletes() {
        var token = session(registered());
        var job = asked();
        var message = message();
        var claim = said("ClaimRequest").put("attempt", message.path("attempt").asInt());
        claim.set("job", message.path("job"));
        var claimed =
                heard("ClaimReply", call("/v1/runner/claims", claim, token).expect(200));
        assertHasAllOf(recorded.path("JobSpec"), spec(claimed));

        var beat = said("HeartbeatRequest").put("draining", false);
        ((ObjectNode) beat.at("/held/0")).set("lease", claimed.path("lease"));
        var kept = heard(
                "HeartbeatReply CONTINUE",
                call("/v1/runner/heartbeats", beat, token).expect(200));
        assertEquals("CONTINUE", kept.at("/orders").path(job).asString());

        var lease = claimed.path("lease");
        var address =
                "/v1/runner/logs/" + job + "/1?attempt=" + lease.path("attempt").asInt() + "&fence="
                        + lease.path("fence").asLong();
        var line = "1700000000000 o a line\n".getBytes(StandardCharsets.UTF_8);
        api.send(
                        "PUT",
                        address,
                        Map.of("authorization", "Bearer " + kept.path("token").asString()),
                        line)
                .expect(204);

        var end = said("CompleteRequest");
        end.set("lease", lease);
        call("/v1/runner/completions", end, kept.path("token").asString()).expect(204);
        assertEquals("succeeded", api.get("/v1/jobs/" + job).expect(200).text("/status"));
    }

    private String registered() {
        var enrolment =
                api.post("/v1/pools/default/enrolment-tokens", null).expect(201).text("/enrolmentToken");
        var request = said("RegisterRequest")
                .put("enrolmentToken", enrolment)
                .put("publicKey", keys.jwk().text());
        return heard("RegisterReply", call("/v1/runner/register", request, null).expect(200))
                .path("runner")
                .asString();
    }

    private String session(String runner) {
        var proof = said("SessionProof")
                .put("runner", runner)
                .put("issuedAt", api.clock.instant().toString());
        var request = said("OpenSessionRequest")
                .put("runner", runner)
                .put("proof", Jws.sign(keys, SessionProof.AUDIENCE, Json.write(proof)));
        return heard(
                        "OpenSessionReply",
                        call("/v1/runner/sessions", request, null).expect(200))
                .path("token")
                .asString();
    }

    private String asked() {
        api.post("/v1/projects", "{\"name\":\"shop\",\"repository\":\"https://github.com/example/shop.git\"}")
                .expect(201);
        var job = api.post("/v1/projects/shop/jobs", "{\"name\":\"build\",\"command\":\"make\"}")
                .expect(202)
                .text("/job/id");
        api.pump();
        return job;
    }

    private JsonNode message() {
        var waiting = api.queues.receive(QueueName.of(api.pool), 1, Duration.ofMinutes(1));
        assertEquals(1, waiting.size());
        var message = Json.read(waiting.getFirst().body(), JsonNode.class);
        assertHasAllOf(recorded.path("QueueMessage"), message);
        return message;
    }

    private Reply call(String address, JsonNode body, @Nullable String token) {
        return api.call("POST", address, body.toString(), token);
    }

    /** A copy of what was recorded. */
    private ObjectNode said(String name) {
        return (ObjectNode) recorded.path(name).deepCopy();
    }

    private JsonNode heard(String name, Reply reply) {
        assertHasAllOf(recorded.path(name), reply.json());
        return reply.json();
    }

    /** Members by their names. */
    private static void assertHasAllOf(JsonNode before, JsonNode now) {
        assertTrue(before.isObject() && !before.isEmpty(), "there is no such record");
        before.propertyNames().forEach(name -> assertTrue(now.has(name), () -> "'" + name + "' is not in " + now));
    }

    private static JsonNode spec(JsonNode claimed) {
        var payload = claimed.path("signedSpec").asString().split("\\.", -1)[1];
        return Json.read(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8), JsonNode.class);
    }

    private static String recording() {
        try {
            return Files.readString(Path.of("../protocol/src/test/resources/wire/before.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
