package dev.landfall.runner.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

    @Test
    void countsAndNamesEveryKindOfChange() {
        var plan = read(
                resource("a.create", "[\"create\"]", "null", "{\"x\":1}"),
                resource("a.update", "[\"update\"]", "{\"x\":1,\"y\":2}", "{\"x\":2,\"y\":2}"),
                resource("a.replace", "[\"delete\",\"create\"]", "{\"x\":1}", "{\"x\":2}"),
                resource("a.other_replace", "[\"create\",\"delete\"]", "{\"x\":1}", "{\"x\":2}"),
                resource("a.destroy", "[\"delete\"]", "{\"x\":1}", "null"),
                resource("a.nothing", "[\"no-op\"]", "{\"x\":1}", "{\"x\":1}"),
                resource("data.a.read", "[\"read\"]", "null", "{}"),
                resource("a.forget", "[\"forget\"]", "{\"x\":1}", "null"),
                resource("a.future", "[\"sublimate\"]", "{\"x\":1}", "null"));
        assertEquals(
                List.of(
                        "+ create a.create",
                        "~ update a.update (x)",
                        "-/+ replace a.replace (x)",
                        "-/+ replace a.other_replace (x)",
                        "- destroy a.destroy",
                        ". forget a.forget",
                        "? change a.future"),
                plan.summary());
        assertEquals(3, plan.toAdd());
        assertEquals(1, plan.toChange());
        assertEquals(3, plan.toDestroy());
        assertTrue(plan.changesSomething());
    }

    @Test
    void movesAndImportsAreChangesEvenWithoutOtherValues() {
        var plan = read(
                "{\"address\":\"a.new\",\"previous_address\":\"a.old\",\"change\":{\"actions\":[\"no-op\"]}}",
                "{\"address\":\"a.in\",\"change\":{\"actions\":[\"no-op\"],\"importing\":{\"id\":\"i-1\"}}}");
        assertEquals(List.of("~ move a.new (from a.old)", "<- import a.in"), plan.summary());
        assertTrue(plan.changesSomething());
    }

    @Test
    void valuesNotKnownYetAreChangedAttributes() {
        var change =
                "{\"address\":\"a.b\",\"change\":{\"actions\":[\"update\"],\"before\":{\"id\":\"1\",\"tags\":{\"k\":\"v\"}},"
                        + "\"after\":{\"tags\":{}},\"after_unknown\":{\"id\":true,\"tags\":{\"k\":true}}}}";
        assertEquals(List.of("~ update a.b (id, tags)"), read(change).summary());
    }

    @Test
    void sensitiveValuesAreTakenOutAtEveryDepth() {
        var change = "{\"address\":\"a.b\",\"change\":{\"actions\":[\"update\"],"
                + "\"before\":{\"open\":\"yes\",\"list\":[{\"p\":\"hunter22\"},{\"p\":\"plain\"}],\"all\":{\"k\":\"hunter22\"}},"
                + "\"before_sensitive\":{\"list\":[{\"p\":true}],\"all\":true},"
                + "\"after\":\"hunter22\",\"after_sensitive\":true,"
                + "\"generated_config\":\"password = hunter22\",\"something_new\":\"hunter22\"},"
                + "\"something_new\":\"hunter22\"}";
        var json = read(change).json();
        assertFalse(json.contains("hunter22"), json);
        assertTrue(json.contains("plain") && json.contains("yes"), json);
    }

    @Test
    void secretsOfTheJobAreTakenOutWhereverTheyStand() {
        var plan = new PlanReader(List.of("t0psecret", "x"))
                .read(document(resource(
                        "a[\"t0psecret\"]", "[\"create\"]", "null", "{\"x\":\"Bearer t0psecret\",\"t0psecret\":1}")));
        assertFalse(plan.json().contains("t0psecret"), plan.json());
        assertFalse(plan.summary().toString().contains("t0psecret"));
        assertTrue(plan.json().contains("\"x\""), "a short value tears nothing apart");
    }

    @Test
    void aLongSummaryIsCutAndSaysSo() {
        var many = IntStream.range(0, 250)
                .mapToObj(i -> resource("a.r" + i, "[\"create\"]", "null", "{}"))
                .toArray(String[]::new);
        var plan = read(many);
        assertEquals(PlanDisplay.MAX_SUMMARY_LINES, plan.summary().size());
        assertEquals("… and 151 more", plan.summary().getLast());
        assertEquals(250, plan.toAdd());
    }

    @Test
    void aLargePlanLeavesTheValuesOut() {
        var plan = read(resource(
                "a.big", "[\"create\"]", "null", "{\"x\":\"" + "v".repeat(PlanDisplay.MAX_JSON_BYTES) + "\"}"));
        assertTrue(plan.json().length() < 1000);
        var json = Json.readTree(plan.json().getBytes(UTF_8));
        assertTrue(json.path("truncated").asBoolean());
        assertEquals(
                "a.big", json.path("resource_changes").path(0).path("address").asString());
    }

    @Test
    void whatIsNoPlanIsSaid() {
        for (var text : new String[] {"", "Segmentation fault", "[]", "{}", "null", "{\"format_version\""}) {
            var thrown = assertThrows(LandfallException.class, () -> new PlanReader(List.of()).read(text), text);
            assertTrue(thrown.publicMessage().contains("did not print a plan"), thrown.publicMessage());
        }
    }

    private static PlanDisplay read(String... resources) {
        return new PlanReader(List.of()).read(document(resources));
    }

    private static String document(String... resources) {
        return "{\"format_version\":\"1.2\",\"variables\":{\"p\":{\"value\":\"hunter22\"}},\"resource_changes\":"
                + List.of(resources).stream().collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static String resource(String address, String actions, String before, String after) {
        return "{\"address\":" + Json.writeString(address) + ",\"change\":{\"actions\":" + actions + ",\"before\":"
                + before + ",\"after\":" + after + "}}";
    }
}
