package dev.landfall.runner.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.state.StateEntry;
import dev.landfall.runner.kind.FakeClient;
import dev.landfall.runner.statestore.ObjectsInMemory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CustomerPlaceTest {

    private static final Lease LEASE = new Lease(new JobId("in_1.jb_1"), 1, 7);
    private static final String NETWORK = "network";

    private final FakeClient client = new FakeClient();
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private final StatePlace place = StatePlace.ofCustomer(client, LEASE, NETWORK, objects);

    @Test
    void theBytesAreTheCustomersAndTheControlPlaneKnowsTheirDigestAlone() {
        assertEquals(Optional.empty(), place.read());
        place.write(state(1, "one"), "lock");
        assertArrayEquals(state(1, "one"), place.read().orElseThrow());
        assertTrue(client.states().isEmpty());
        var entry = entry();
        assertEquals(
                List.of(String.valueOf(entry.object())),
                List.copyOf(objects.objects().keySet()));
        assertEquals(1, entry.serial());
    }

    @Test
    void whatAKilledFirstApplyLeavesHasNoLineageYet() {
        var left = "{\"version\":4,\"serial\":0,\"lineage\":\"\"}".getBytes(UTF_8);
        place.write(left, "lock");
        assertArrayEquals(left, place.read().orElseThrow());
    }

    @Test
    void aReplacedStateIsRemovedOnceTheNextOneIsNoted() {
        place.write(state(1, "one"), "lock");
        place.write(state(2, "two"), "lock");
        assertEquals(1, objects.objects().size());
        assertArrayEquals(state(2, "two"), place.read().orElseThrow());
    }

    @Test
    void aWriteThatIsRefusedLeavesTheNewestStateAsItIs() {
        place.write(state(1, "one"), "lock");
        client.refuseWrites(1, LandfallException.conflict("The lease is over."));
        assertThrows(LandfallException.class, () -> place.write(state(2, "late"), "lock"));
        assertArrayEquals(state(1, "one"), place.read().orElseThrow());
    }

    @Test
    void theSameWriteMayBeRepeated() {
        place.write(state(1, "one"), "lock");
        place.write(state(1, "one"), "lock");
        assertArrayEquals(state(1, "one"), place.read().orElseThrow());
    }

    @Test
    void aStateOfBeforeIsReadFromTheControlPlaneUntilTheNextIsWritten() {
        client.states().put(NETWORK, state(4, "old"));
        assertArrayEquals(state(4, "old"), place.read().orElseThrow());
        place.write(state(5, "new"), "lock");
        assertArrayEquals(state(5, "new"), place.read().orElseThrow());
        assertEquals(1, objects.objects().size());
    }

    @Test
    void anObjectThatIsGoneOrAnotherIsToldAndNoEmptyState() {
        place.write(state(1, "one"), "lock");
        var name = String.valueOf(entry().object());
        objects.put(name, state(1, "changed"));
        var changed = assertThrows(LandfallException.class, place::read);
        assertEquals(ErrorKind.CONFLICT, changed.kind());
        assertTrue(changed.publicMessage().contains("SHA-256"), changed.publicMessage());
        objects.remove(name);
        var gone = assertThrows(LandfallException.class, place::read);
        assertTrue(gone.publicMessage().contains(name), gone.publicMessage());
    }

    @Test
    void aStateThatIsReplacedWhileItIsReadIsReadAsTheNewerOne() {
        place.write(state(1, "one"), "lock");
        var first = String.valueOf(entry().object());
        objects.beforeNext(first, () -> place.write(state(2, "two"), "lock"));
        assertArrayEquals(state(2, "two"), place.read().orElseThrow());
        assertFalse(objects.objects().containsKey(first));
    }

    @Test
    void aStoreThatCannotBeReachedIsAskedAgain() {
        objects.failNext(1);
        var problem = assertThrows(LandfallException.class, () -> place.write(state(1, "one"), "lock"));
        assertTrue(problem.kind().retryable());
        assertTrue(client.entries().isEmpty());
    }

    @Test
    void whatIsNoStateIsNotWritten() {
        for (var bad : List.of("{}", "{\"serial\":\"1\",\"lineage\":\"l\"}", "{\"serial\":1}")) {
            assertThrows(LandfallException.class, () -> place.write(bad.getBytes(UTF_8), "lock"));
        }
        assertTrue(objects.objects().isEmpty());
    }

    private StateEntry entry() {
        return Objects.requireNonNull(client.entries().get(NETWORK));
    }

    private static byte[] state(int serial, String content) {
        return ("{\"version\":4,\"serial\":" + serial + ",\"lineage\":\"l\",\"x\":\"" + content + "\"}")
                .getBytes(UTF_8);
    }
}
