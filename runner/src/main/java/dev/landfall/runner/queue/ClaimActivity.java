package dev.landfall.runner.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.JobExecutor;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.slot.Slots;
import dev.landfall.runner.time.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one message into a started attempt, or into the reason why not. Each call but {@link #claimOwn} owns one slot, which the
 * end of the attempt or the refusal gives back. Thread-safe.
 */
public final class ClaimActivity {

    private static final Logger log = LoggerFactory.getLogger(ClaimActivity.class);

    private final ControlPlaneClient client;
    private final QueueClient queue;
    private final Admission admission;
    private final Slots slots;
    private final LeaseBook book;
    private final LeaseJournal journal;
    private final ReportActivity reports;
    private final JobExecutor executor;
    private final Executor background;
    private final Supplier<String> claimIds;
    private final Ticker ticker;
    private final Set<QueueMessage> underWay = ConcurrentHashMap.newKeySet();

    /**
     * @param background runs what nobody waits for; running it at once in the caller is allowed
     * @param claimIds never gives the same twice, in no process
     */
    public ClaimActivity(
            ControlPlaneClient client,
            QueueClient queue,
            Admission admission,
            Slots slots,
            LeaseBook book,
            LeaseJournal journal,
            ReportActivity reports,
            JobExecutor executor,
            Executor background,
            Supplier<String> claimIds,
            Ticker ticker) {
        this.client = client;
        this.queue = queue;
        this.admission = admission;
        this.slots = slots;
        this.book = book;
        this.journal = journal;
        this.reports = reports;
        this.executor = executor;
        this.background = background;
        this.claimIds = claimIds;
        this.ticker = ticker;
    }

    /** Claims what a message announces. */
    public void claim(Received received) {
        QueueMessage message;
        try {
            message = Json.read(received.body(), QueueMessage.class);
        } catch (LandfallException e) {
            slots.release();
            leave("a message cannot be read and is left for the dead letters", e);
            return;
        }
        claim(message, received.receipt(), Slot.OF_A_JOB);
    }

    /** Claims what a heartbeat announced to this runner alone. This call owns no slot. */
    public void claimOwn(QueueMessage message) {
        claim(message, null, Slot.NONE);
    }

    private void claim(QueueMessage message, @Nullable String receipt, Slot slot) {
        if (!underWay.add(message)) {
            release(slot);
            return;
        }
        try {
            var request = journal.intend(new ClaimRequest(message.job(), message.attempt(), claimIds.get()));
            claim(request, receipt, slot);
        } finally {
            underWay.remove(message);
        }
    }

    /** Claims whose outcome is unknown and which nobody repeats at the moment. */
    public List<ClaimRequest> unresolved() {
        return journal.intents().stream()
                .filter(request -> !underWay.contains(announced(request)))
                .toList();
    }

    /** Sends a claim again whose reply was lost. */
    public void repeat(ClaimRequest request) {
        if (!underWay.add(announced(request))) {
            slots.release();
            return;
        }
        try {
            if (journal.intents().contains(request)) {
                claim(request, null, Slot.OF_A_JOB);
            } else {
                slots.release();
            }
        } finally {
            underWay.remove(announced(request));
        }
    }

    private static QueueMessage announced(ClaimRequest request) {
        return new QueueMessage(request.job(), request.attempt());
    }

    private void claim(ClaimRequest request, @Nullable String receipt, Slot slot) {
        long asked = ticker.nanos();
        ClaimReply reply;
        try {
            reply = client.claim(request);
        } catch (LandfallException e) {
            release(slot);
            refused(request, receipt, e);
            return;
        }
        accept(request, reply, asked, slot);
        delete(receipt);
    }

    private void accept(ClaimRequest request, ClaimReply reply, long asked, Slot slot) {
        switch (admission.decide(request, reply)) {
            case Admission.Admitted(JobSpec spec)
            when spec.work() instanceof RunnerWork -> {
                release(slot);
                start(request, reply.lease(), spec, asked);
            }
            case Admission.Admitted(JobSpec spec)
            when slot == Slot.OF_A_JOB -> {
                if (!start(request, reply.lease(), spec, asked)) {
                    release(slot);
                }
            }
            case Admission.Admitted admitted ->
                refuse(
                        request,
                        reply.lease(),
                        asked,
                        "It was announced to one runner, but is a job of the whole pool.");
            case Admission.Refused(String reason) -> {
                release(slot);
                refuse(request, reply.lease(), asked, reason);
            }
        }
    }

    private boolean start(ClaimRequest request, Lease lease, JobSpec spec, long asked) {
        boolean held = hold(request, lease, spec.work().disconnectPolicy(), asked);
        if (held) {
            executor.start(new Assignment(lease, spec, asked));
        }
        return held;
    }

    /** Says no when an earlier answer to the same claim made it an attempt already, which has its own slot. */
    private boolean hold(ClaimRequest request, Lease lease, DisconnectPolicy policy, long asked) {
        journal.hold(request, lease, policy);
        return book.add(lease, policy, asked);
    }

    private void refuse(ClaimRequest request, Lease lease, long asked, String reason) {
        if (!hold(request, lease, DisconnectPolicy.STOP, asked)) {
            return;
        }
        log.atError()
                .addKeyValue("job", lease.job())
                .addKeyValue("reason", reason)
                .log("refused to run a job");
        reports.ended(lease, new JobResult(JobOutcome.FAILED, null, reason, true, List.of(), 0, null));
        reports.once(lease);
    }

    private void refused(ClaimRequest request, @Nullable String receipt, LandfallException e) {
        switch (e.kind()) {
            case CONFLICT, NOT_FOUND -> {
                journal.forget(request);
                delete(receipt);
            }
            case FORBIDDEN, INVALID, LIMIT -> {
                journal.forget(request);
                leave("a message is not for this runner and is left in the queue", e);
            }
            case UNAVAILABLE, INTERNAL, UNAUTHENTICATED ->
                log.atWarn()
                        .addKeyValue("job", request.job())
                        .addKeyValue("reason", e.publicMessage())
                        .log("a claim was not answered and will be repeated");
        }
    }

    private void leave(String what, LandfallException e) {
        log.atWarn().addKeyValue("reason", e.publicMessage()).log(what);
    }

    /** A message that stays although its job is claimed does no harm: its next claim is refused as stale. */
    private void delete(@Nullable String receipt) {
        Optional.ofNullable(receipt).ifPresent(known -> background.execute(() -> tryDelete(known)));
    }

    private void tryDelete(String receipt) {
        try {
            queue.delete(receipt);
        } catch (LandfallException e) {
            log.atInfo().addKeyValue("reason", e.publicMessage()).log("a message could not be deleted and will return");
        }
    }

    private void release(Slot slot) {
        switch (slot) {
            case OF_A_JOB -> slots.release();
            case NONE -> {}
        }
    }

    /** What a claim owns until its job has it, or nobody. */
    private enum Slot {
        OF_A_JOB,
        NONE
    }
}
