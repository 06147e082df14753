package dev.landfall.runner.salvage;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.state.StateNote;
import dev.landfall.runner.state.StatePlace;
import dev.landfall.runner.state.StatePush;
import dev.landfall.runner.statestore.StateStores;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over the states that an earlier process left, under the leases of their attempts, and then ends those attempts. Until
 * the control plane has taken or refused a state, its lease is kept alive like any other. Not safe for several threads.
 */
public final class SalvageActivity {

    private static final Logger log = LoggerFactory.getLogger(SalvageActivity.class);

    private static final String SAVED = "the runner was killed during the apply; its state was saved; plan again";

    private final ControlPlaneClient client;
    private final StateStores stores;
    private final SalvagedStates states;
    private final LeaseBook book;
    private final LeaseJournal journal;
    private final ReportActivity reports;
    private final ToLongFunction<Lease> logChunks;
    private final Set<Lease> told = new HashSet<>();
    private List<StateNote> pending = List.of();

    /** @param logChunks how many chunks the log of such an attempt has */
    public SalvageActivity(
            ControlPlaneClient client,
            StateStores stores,
            SalvagedStates states,
            LeaseBook book,
            LeaseJournal journal,
            ReportActivity reports,
            ToLongFunction<Lease> logChunks) {
        this.client = client;
        this.stores = stores;
        this.states = states;
        this.book = book;
        this.journal = journal;
        this.reports = reports;
        this.logChunks = logChunks;
    }

    /**
     * Takes the leases over, so that no session names them as lost. To be called before the first session.
     *
     * @throws LandfallException UNAVAILABLE when the folder of kept states cannot be read
     */
    public void adopt(long nowNanos) {
        pending = states.pending();
        for (var note : pending) {
            journal.adopt(note.lease());
            book.add(note.lease(), DisconnectPolicy.CONTINUE, nowNanos);
        }
    }

    /**
     * Tries each of them once.
     *
     * @return how many remain
     */
    public int once() {
        if (!pending.isEmpty()) {
            pending = pending.stream().filter(note -> !settled(note)).toList();
        }
        return pending.size();
    }

    private boolean settled(StateNote note) {
        try {
            new StatePush(client, note.lease(), note.workspace(), place(note)).push(read(note), note.lockInfo());
        } catch (LandfallException e) {
            return switch (e.kind()) {
                case UNAVAILABLE, INTERNAL, UNAUTHENTICATED -> later(note, e);
                case CONFLICT, NOT_FOUND, FORBIDDEN, INVALID, LIMIT -> refused(note, e);
            };
        }
        states.handedOver(note);
        log.atInfo()
                .addKeyValue("job", note.lease().job())
                .addKeyValue("workspace", note.workspace())
                .log("saved the state of an apply whose runner was killed");
        end(note.lease(), SAVED);
        return true;
    }

    private StatePlace place(StateNote note) {
        var access = note.access();
        return access == null
                ? StatePlace.ofControlPlane(client, note.lease(), note.workspace())
                : StatePlace.ofCustomer(client, note.lease(), note.workspace(), stores.open(access));
    }

    private byte[] read(StateNote note) {
        try {
            var file = states.state(note);
            if (Files.size(file) > ControlPlaneClient.MAX_BODY_BYTES) {
                throw LandfallException.limit(
                        "the state has more than the " + ControlPlaneClient.MAX_BODY_BYTES + " bytes that are allowed");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw LandfallException.unavailable("The file " + states.state(note) + " could not be read.", e);
        }
    }

    private boolean later(StateNote note, LandfallException e) {
        if (told.add(note.lease())) {
            log.atWarn()
                    .addKeyValue("job", note.lease().job())
                    .addKeyValue("reason", e.publicMessage())
                    .log("the state of a killed apply could not be handed over yet");
        }
        return false;
    }

    private boolean refused(StateNote note, LandfallException e) {
        states.giveUp(note);
        var file = states.state(note);
        log.atError()
                .addKeyValue("job", note.lease().job())
                .addKeyValue("workspace", note.workspace())
                .addKeyValue("file", file)
                .addKeyValue("reason", e.publicMessage())
                .log(
                        "the control plane does not take the state of a killed apply; it is kept: compare it with the state"
                                + " that is there, and bring back what is missing with 'terraform state push' or import blocks"
                                + " before the next apply");
        end(
                note.lease(),
                "the runner was killed during the apply, and its state was not taken: " + e.publicMessage()
                        + " It is kept on the runner in " + file + ". Bring back what is missing, then plan again.");
        return true;
    }

    private void end(Lease lease, String reason) {
        var result =
                new JobResult(JobOutcome.FAILED, null, reason, false, List.of(), logChunks.applyAsLong(lease), null);
        reports.ended(lease, result);
        reports.once(lease);
    }
}
