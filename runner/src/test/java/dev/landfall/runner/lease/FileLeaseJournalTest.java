package dev.landfall.runner.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseJournalTest {

    private static final JobId JOB = new JobId("in_a-b_1.jb_2-3");
    private static final ClaimRequest CLAIM = new ClaimRequest(JOB, 2, "0123abcd");
    private static final Lease LEASE = new Lease(JOB, 2, 7);
    private static final JobResult RESULT =
            new JobResult(JobOutcome.FAILED, 1, "It failed.", false, List.of(), 3, null);

    @TempDir
    Path folder;

    @Test
    void claimOfUnknownOutcomeIsFoundAgain() {
        journal().intend(CLAIM);

        assertEquals(List.of(CLAIM), journal().intents());
    }

    @Test
    void secondIntentForTheSameAttemptIsTheFirst() {
        journal().intend(CLAIM);

        assertEquals(CLAIM, journal().intend(new ClaimRequest(JOB, 2, "another")));
    }

    @Test
    void heldLeaseIsAnOrphanForTheNextProcessOnly() {
        var first = journal();
        first.intend(CLAIM);
        first.hold(CLAIM, LEASE, DisconnectPolicy.CONTINUE);

        assertEquals(List.of(), first.orphans());
        assertEquals(List.of(LEASE), journal().orphans());
        assertEquals(List.of(), journal().intents());
    }

    @Test
    void adoptedLeaseIsAnOrphanAgainForTheProcessAfter() {
        var first = journal();
        first.intend(CLAIM);
        first.hold(CLAIM, LEASE, DisconnectPolicy.CONTINUE);
        var second = journal();
        second.adopt(LEASE);

        assertEquals(List.of(), second.orphans());
        assertEquals(List.of(LEASE), journal().orphans());
        second.forget(LEASE);
        assertEquals(List.of(), journal().orphans());
    }

    @Test
    void leaseWithAResultIsNotLost() {
        var first = journal();
        first.intend(CLAIM);
        first.hold(CLAIM, LEASE, DisconnectPolicy.STOP);
        first.keepResult(LEASE, RESULT);

        var second = journal();
        assertEquals(List.of(), second.orphans());
        assertEquals(List.of(new CompleteRequest(LEASE, RESULT)), second.results());
    }

    @Test
    void forgettingLeavesNothingBehind() throws IOException {
        var first = journal();
        first.intend(CLAIM);
        first.hold(CLAIM, LEASE, DisconnectPolicy.STOP);
        first.keepResult(LEASE, RESULT);
        first.forget(LEASE);
        first.intend(CLAIM);
        first.forget(CLAIM);

        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void leaseOfAnEarlierProcessWhoseResultWasReportedLeavesNothingBehind() throws IOException {
        var first = journal();
        first.intend(CLAIM);
        first.hold(CLAIM, LEASE, DisconnectPolicy.STOP);
        first.keepResult(LEASE, RESULT);
        journal().forget(LEASE);

        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void damagedEntriesArePassedOver() throws IOException {
        Files.createFile(folder.resolve("nonsense"));
        Files.writeString(folder.resolve("in_1.jb_1~1~1.result"), "{\"lease\":");
        journal().intend(CLAIM);

        assertEquals(List.of(CLAIM), journal().intents());
        assertTrue(journal().results().isEmpty());
    }

    private FileLeaseJournal journal() {
        return new FileLeaseJournal(folder);
    }
}
