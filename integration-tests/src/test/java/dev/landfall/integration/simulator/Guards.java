package dev.landfall.integration.simulator;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.session.ServerClock;
import java.util.List;

/** The seams at which a mutation takes a guard away. */
final class Guards {
    private final Mutation missing;

    Guards(Mutation missing) {
        this.missing = missing;
    }

    Records records(Records records) {
        return switch (missing) {
            case CLAIMS_ARE_UNCONDITIONAL -> CarelessRecords.writing(records, List.of("job.", "attempt."));
            case CHANGES_ARE_NOT_LOCKED -> CarelessRecords.writing(records, List.of("lock."));
            case EVENTS_ARE_NOT_RECOGNISED -> CarelessRecords.forgetting(records, List.of("delivery."));
            case OUTBOXES_ARE_NOT_SWEPT -> CarelessRecords.overlooking(records, List.of("out."));
            case DUE_PARTITIONS_ARE_NOT_FOUND -> CarelessRecords.overlooking(records, List.of("due."));
            case WAITING_JOBS_ARE_FORGOTTEN -> CarelessRecords.overlooking(records, List.of("live."));
            case NONE, FENCES_ARE_NOT_CHECKED, RUNNERS_DO_NOT_STOP, LOGS_ARE_NOT_KEPT, MACHINES_CLOCKS_ARE_BELIEVED ->
                records;
        };
    }

    Blobs blobs(Blobs blobs) {
        return missing == Mutation.LOGS_ARE_NOT_KEPT ? new LosingBlobs(blobs) : blobs;
    }

    /** What signatures are checked against. */
    ServerClock clockOfSpecs(ServerClock learnt, ServerClock ofTheMachine) {
        return missing == Mutation.MACHINES_CLOCKS_ARE_BELIEVED ? ofTheMachine : learnt;
    }

    ClaimReply claimed(ClaimReply reply) {
        return missing == Mutation.MACHINES_CLOCKS_ARE_BELIEVED
                ? new ClaimReply(reply.lease(), reply.signedSpec(), reply.certificate(), null)
                : reply;
    }

    boolean ignores(Cancellation.Cause cause) {
        return missing == Mutation.RUNNERS_DO_NOT_STOP && cause == Cancellation.Cause.DISCONNECTED;
    }

    void complete(World world, ControlPlaneProcess process, RunnerSession session, CompleteRequest request) {
        try {
            process.leases().complete().complete(session, request);
        } catch (LandfallException e) {
            if (missing != Mutation.FENCES_ARE_NOT_CHECKED || e.kind() != ErrorKind.CONFLICT) {
                throw e;
            }
            completeWhateverLives(world, process, session, request, e);
        }
    }

    private static void completeWhateverLives(
            World world,
            ControlPlaneProcess process,
            RunnerSession session,
            CompleteRequest request,
            LandfallException refusal) {
        var live = world.ledger().jobs().liveAttempt(request.lease().job()).orElseThrow(() -> refusal);
        var holder =
                new RunnerSession(live.runner(), session.pool(), live.bootId(), session.number(), session.expiresAt());
        process.leases().complete().complete(holder, new CompleteRequest(live.lease(), request.result()));
    }
}
