package dev.landfall.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.QueueMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Both directions between this version and builds that are there already. {@code wire/before.json} is what one of those says, recorded
 * when it was the newest and not changed since; so a member that is renamed, dropped or told in another form is found here. When a
 * version is released, {@code -Dlandfall.wire=record} writes down what that one says.
 */
final class RecordedWireTest {

    private static final Path RECORDED = Path.of("src/test/resources/wire/before.json");

    /** What builds of the record do not know yet. */
    private static final Set<String> NEW =
            Set.of("JobSpec of a plan whose state the customer keeps", "JobSpec of the end of a machine", "StateEntry");

    static Stream<String> names() throws IOException {
        if (System.getProperty("landfall.wire", "").equals("record")) {
            Files.createDirectories(Objects.requireNonNull(RECORDED.getParent()));
            Files.writeString(RECORDED, Json.writePretty(WireExamples.all()) + "\n");
        }
        return recorded().propertyNames().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatTheVersionBeforeSaysIsReadAsItMeansIt(String name) throws IOException {
        var meant = Objects.requireNonNull(WireExamples.all().get(name), name);
        assertEquals(meant, Json.read(recorded().path(name).toString(), meant.getClass()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsSaidNowHasEverythingThatTheVersionBeforeReads(String name) throws IOException {
        var said = Json.readTree(
                Json.write(Objects.requireNonNull(WireExamples.all().get(name), name)));
        assertHas(recorded().path(name), said, name);
    }

    @Test
    void everythingIsRecordedThatIsNotNew() throws IOException {
        var unrecorded = new TreeSet<>(WireExamples.all().keySet());
        unrecorded.removeAll(recorded().propertyNames());
        assertEquals(NEW, unrecorded);
    }

    /** As a careless change would have it. */
    @Test
    void aMemberOfAnotherNameOrFormIsFound() throws IOException {
        var message = recorded().path("QueueMessage");
        for (var seed :
                List.of("{\"job\":\"in_1.jb_1\",\"try\":1}", "{\"job\":{\"id\":\"in_1.jb_1\"},\"attempt\":1}")) {
            var changed = Json.read(seed, JsonNode.class);
            assertThrows(AssertionError.class, () -> assertHas(message, changed, "QueueMessage"));
        }
        assertThrows(LandfallException.class, () -> Json.read("{\"job\":{\"id\":\"in_1.jb_1\"}}", QueueMessage.class));
    }

    private static void assertHas(JsonNode before, JsonNode now, String where) {
        if (before instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> assertHas(object.path(name), now.path(name), where + "/" + name));
        } else if (before.isArray()) {
            assertEquals(before.size(), now.size(), where);
            for (int i = 0; i < before.size(); i++) {
                assertHas(before.path(i), now.path(i), where + "/" + i);
            }
        } else {
            assertEquals(before, now, where);
        }
    }

    private static ObjectNode recorded() throws IOException {
        return Json.read(Files.readString(RECORDED), ObjectNode.class);
    }
}
