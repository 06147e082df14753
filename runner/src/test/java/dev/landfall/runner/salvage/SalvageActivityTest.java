package dev.landfall.runner.salvage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.aws.RoleRequest;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.kind.FakeClient;
import dev.landfall.runner.lease.FileLeaseJournal;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.state.StateNote;
import dev.landfall.runner.statestore.ObjectsInMemory;
import dev.landfall.runner.statestore.StateAccess;
import dev.landfall.runner.statestore.StateStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageActivityTest {

    private static final Lease LEASE = new Lease(new JobId("in_1.jb_1"), 1, 7);
    private static final String LOCK = "{\"ID\":\"lock-1\",\"Who\":\"us\"}";
    private static final String STATE = "{\"serial\":3,\"lineage\":\"l\"}";

    @TempDir
    Path folder;

    private final FakeClient client = new FakeClient();
    private final ObjectsInMemory objects = new ObjectsInMemory();
    private StateStores stores = StateStores.NONE;
    private LeaseBook book;
    private SalvagedStates states;
    private SalvageActivity salvage;

    @BeforeEach
    void holdALease() {
        var claim = new ClaimRequest(LEASE.job(), LEASE.attempt(), "claim-1");
        var journal = journal();
        journal.intend(claim);
        journal.hold(claim, LEASE, DisconnectPolicy.CONTINUE);
        start();
    }

    @Test
    void savedStateEndsTheAttemptAndFreesItsLock() {
        client.locks().put("main", LOCK.getBytes(UTF_8));
        left(STATE, LOCK);

        assertEquals(0, salvage.once());
        assertArrayEquals(STATE.getBytes(UTF_8), client.states().get("main"));
        assertTrue(client.locks().isEmpty());
        assertEquals("the runner was killed during the apply; its state was saved; plan again", result().reason());
        assertEquals(JobOutcome.FAILED, result().outcome());
        assertEquals(4, result().logChunks());
        assertFalse(Files.exists(file()));
        assertEquals(List.of(), journal().orphans());
    }

    @Test
    void aStateThatTheCustomerKeepsIsSavedThereByTheAccessThatWasNoted() throws IOException {
        var role = new RoleRequest(
                "arn:aws:iam::123456789012:role/maintenance",
                "in_1.jb_1.1",
                "in_1.jb_1",
                "acme",
                null,
                Map.of("landfall:org", "org_1"),
                Duration.ofMinutes(15));
        var access = new StateAccess.OfBucket(new StateStore.AwsBucket("eu-central-1", "shop-acme"), role);
        stores = asked -> {
            assertEquals(access, asked);
            return objects;
        };
        start();
        var source = Files.writeString(folder.resolve("errored.tfstate"), STATE);
        states.take(new StateNote(LEASE, "main", "errored.tfstate", LOCK, access), source);
        salvage.adopt(0);

        assertEquals(0, salvage.once());
        assertTrue(result().reason().contains("its state was saved"), result().reason());
        assertArrayEquals(
                STATE.getBytes(UTF_8), objects.objects().values().iterator().next());
        assertTrue(client.states().isEmpty());
    }

    @Test
    void stateWithoutALeftLockIsSavedUnderALockOfItsOwn() {
        left(STATE, null);

        assertEquals(0, salvage.once());
        assertTrue(client.states().containsKey("main"));
        assertTrue(client.locks().isEmpty());
    }

    @Test
    void stateThatIsThereAlreadyIsNotWrittenTwice() {
        client.states().put("main", "{ \"lineage\":\"l\", \"serial\":3 }".getBytes(UTF_8));
        client.refuseWrites(1, LandfallException.conflict("there with serial 3 already"));
        left(STATE, LOCK);

        assertEquals(0, salvage.once());
        assertTrue(result().reason().contains("its state was saved"), result().reason());
    }

    @Test
    void adoptedLeaseIsRenewedUntilTheControlPlaneIsBack() {
        left(STATE, LOCK);
        client.failNext(1);

        assertEquals(1, salvage.once());
        assertEquals(1, book.toRenew().size());
        assertEquals(List.of(), client.completions());
        assertEquals(0, salvage.once());
        assertEquals(0, book.size());
        assertTrue(client.states().containsKey("main"));
    }

    @Test
    void processThatDiesMeanwhileLeavesItToTheNext() {
        left(STATE, LOCK);
        client.failNext(1);
        assertEquals(1, salvage.once());

        start();
        salvage.adopt(0);
        assertEquals(0, salvage.once());
        assertTrue(client.states().containsKey("main"));
    }

    @Test
    void staleLeaseKeepsTheState() throws IOException {
        client.refuseWrites(1, LandfallException.conflict("The lease does not hold."));
        requireKept(STATE, "The lease does not hold.");
    }

    @Test
    void lockOfAnotherKeepsTheState() throws IOException {
        client.locks().put("main", "{\"ID\":\"lock-2\",\"Who\":\"them\"}".getBytes(UTF_8));
        requireKept(STATE, "locked by them");
        assertEquals(1, client.locks().size());
    }

    @Test
    void stateThatIsNoneIsKept() throws IOException {
        client.refuseWrites(1, LandfallException.invalid("That is no Terraform state."));
        requireKept("{\"cut", "no Terraform state");
    }

    @Test
    void stateOverTheLimitIsKept() throws IOException {
        requireKept("x".repeat(ControlPlaneClient.MAX_BODY_BYTES + 1), "bytes that are allowed");
        assertTrue(client.states().isEmpty());
    }

    private void requireKept(String state, String why) throws IOException {
        left(state, LOCK);

        assertEquals(0, salvage.once());
        assertEquals(state, Files.readString(file()));
        assertEquals(List.of(file()), states.kept());
        assertEquals(List.of(), states.pending());
        assertTrue(result().reason().contains(why), result().reason());
        assertTrue(result().reason().contains(file().toString()), result().reason());
        assertTrue(result().reason().contains("plan again"), result().reason());
    }

    private void left(String state, @Nullable String lock) {
        try {
            var source = Files.writeString(folder.resolve("errored.tfstate"), state);
            states.take(new StateNote(LEASE, "main", "errored.tfstate", lock), source);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        salvage.adopt(0);
    }

    private void start() {
        book = new LeaseBook();
        states = new SalvagedStates(folder);
        var journal = journal();
        var reports = new ReportActivity(client, book, journal);
        salvage = new SalvageActivity(client, stores, states, book, journal, reports, lease -> 4);
    }

    private FileLeaseJournal journal() {
        return new FileLeaseJournal(folder.resolve("leases"));
    }

    private Path file() {
        return folder.resolve("salvaged/in_1.jb_1-1.tfstate");
    }

    private JobResult result() {
        return client.completions().getLast().result();
    }
}
