package dev.landfall.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.HeartbeatReply;
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

    /** Members that are maps, in which every name means something. */
    private static final Set<String> MAPS =
            Set.of("orders", "tools", "env", "vars", "credentials", "values", "refs", "headers");

    static Stream<Object> everythingOnTheWire() {
        return WireExamples.all().values().stream();
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
        var older = (ObjectNode) Json.mapper().valueToTree(WireExamples.spec());
        older.remove(List.of("org", "operation", "identity"));
        assertEquals(
                JobIdentity.NONE, Json.read(older.toString(), JobSpec.class).identity());
    }

    @Test
    void kindOfWorkThatTheNextVersionAddsIsSaidAndNotGuessed() {
        var newer = Json.mapper().valueToTree(WireExamples.spec());
        ((ObjectNode) newer.path("work")).put("kind", "defragment");
        var refusal = assertThrows(LandfallException.class, () -> Json.read(newer.toString(), JobSpec.class));
        assertEquals(true, refusal.publicMessage().contains("defragment"), refusal.publicMessage());
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
