package dev.landfall.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a runner and a control plane tell each other is understood by one that is a version older or newer. */
class VersionSkewTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JobId JOB = new JobId("in_1.jb_1");
    private static final Lease LEASE = new Lease(JOB, 1, 2);

    /** Members that are maps, in which every name means something. */
    private static final Set<String> MAPS = Set.of("orders", "tools", "env", "credentials", "values", "headers");

    static Stream<Object> everythingOnTheWire() {
        var queue = new QueueAccess(QueueAccess.LANDFALL, URI.create("https://h/q"), Map.of("token", "t"), NOW);
        var phases = List.of(new PhaseReport(Phase.FETCH, NOW, NOW));
        var outputs = new ResultDetail.Outputs(
                Map.of("a", new OutputValue(null, Json.mapper().valueToTree(1), null)));
        var result = new JobResult(JobOutcome.SUCCEEDED, 0, "", false, phases, 3, outputs);
        return Stream.of(
                new RegisterRequest("lfe_1", "r", "{}"),
                new RegisterReply(new RunnerId("rn_1"), new PoolId("pool_1"), "{}"),
                new OpenSessionRequest(
                        new RunnerId("rn_1"), "boot", "p.r.f", "1.0", 2, Map.of("git", "2"), List.of(LEASE)),
                new OpenSessionReply("token", NOW, new PoolId("pool_1"), queue, NOW),
                new ClaimRequest(JOB, 1, "claim"),
                new ClaimReply(LEASE, "s", "c", NOW),
                new HeartbeatRequest(List.of(new HeartbeatRequest.Held(LEASE, phases)), true),
                new HeartbeatReply(
                        Map.of(JOB, HeartbeatReply.Order.CANCEL),
                        true,
                        queue,
                        "token",
                        NOW,
                        List.of(new QueueMessage(JOB, 1))),
                new CompleteRequest(LEASE, result),
                new QueueMessage(JOB, 1),
                spec());
    }

    @ParameterizedTest
    @MethodSource("everythingOnTheWire")
    void membersThatTheNextVersionAddsAreIgnored(Object message) {
        var tree = Json.mapper().valueToTree(message);
        var newer = withMore(tree);
        assertEquals(message, Json.read(newer.toString(), message.getClass()));
    }

    @ParameterizedTest
    @MethodSource("everythingOnTheWire")
    void whatIsWrittenIsReadBack(Object message) {
        assertEquals(message, Json.read(Json.write(message), message.getClass()));
    }

    @ParameterizedTest
    @CsvSource({
        "HeartbeatReply, serverTime",
        "HeartbeatReply, announced",
        "HeartbeatReply, orders",
        "ClaimReply, serverTime",
        "OpenSessionRequest, tools",
        "OpenSessionRequest, lost",
        "OpenSessionRequest, identity",
        "RegisterRequest, pool",
        "RegisterRequest, identity",
        "JobSpec, org",
        "JobSpec, operation",
        "JobSpec, identity",
        "JobSpec, secrets",
    })
    void membersThatTheVersionBeforeDidNotHaveMayBeAbsent(String type, String member) {
        var message = everythingOnTheWire()
                .filter(found -> found.getClass().getSimpleName().equals(type))
                .findFirst()
                .orElseThrow();
        var older = (ObjectNode) Json.mapper().valueToTree(message);
        older.remove(member);
        Json.read(older.toString(), message.getClass());
    }

    @Test
    void absentMembersMeanWhatTheyMeantBefore() {
        var beat = Json.read("{\"drain\":false,\"token\":\"t\"}", HeartbeatReply.class);
        assertEquals(List.of(), beat.announced());
        assertEquals(Map.of(), beat.orders());
        var older = (ObjectNode) Json.mapper().valueToTree(spec());
        older.remove(List.of("org", "operation", "identity"));
        assertEquals(
                JobIdentity.NONE, Json.read(older.toString(), JobSpec.class).identity());
    }

    @Test
    void kindOfWorkThatTheNextVersionAddsIsSaidAndNotGuessed() {
        var newer = Json.mapper().valueToTree(spec());
        ((ObjectNode) newer.path("work")).put("kind", "defragment");
        var refusal = assertThrows(LandfallException.class, () -> Json.read(newer.toString(), JobSpec.class));
        assertEquals(true, refusal.publicMessage().contains("defragment"), refusal.publicMessage());
    }

    private static JobSpec spec() {
        return new JobSpec(
                JOB,
                1,
                new PoolId("pool_1"),
                NOW,
                NOW.plusSeconds(60),
                60,
                5,
                List.of(),
                "web",
                new CiWork("build", "make", Map.of("A", "b"), null, null),
                new OrgId("org_1"),
                null,
                JobIdentity.NONE);
    }

    private static JsonNode withMore(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.propertyNames().stream()
                    .filter(name -> !MAPS.contains(name))
                    .toList()
                    .forEach(name -> withMore(object.path(name)));
            object.putObject("addedInTheNextVersion").put("a", 1);
        } else {
            tree.forEach(VersionSkewTest::withMore);
        }
        return tree;
    }
}
