package dev.landfall.runner.lease;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the control plane how attempts ended, until it acknowledges or refuses. A result that could not be delivered is
 * kept on disk and delivered by a later process if need be; that of a job which must not run twice is kept before the
 * first try. Thread-safe.
 */
public final class ReportActivity {

    private static final Logger log = LoggerFactory.getLogger(ReportActivity.class);

    private final ControlPlaneClient client;
    private final LeaseBook book;
    private final LeaseJournal journal;

    public ReportActivity(ControlPlaneClient client, LeaseBook book, LeaseJournal journal) {
        this.client = client;
        this.book = book;
        this.journal = journal;
    }

    /** An attempt of this process is over. Nothing is sent yet. */
    public void ended(Lease lease, JobResult result) {
        if (book.ended(lease, result).orElse(DisconnectPolicy.STOP) == DisconnectPolicy.CONTINUE) {
            journal.keepResult(lease, result);
        }
    }

    /** Takes over results that an earlier process could not deliver. */
    public void resume(long nowNanos) {
        for (var kept : journal.results()) {
            book.add(kept.lease(), DisconnectPolicy.CONTINUE, nowNanos);
            book.ended(kept.lease(), kept.result());
        }
    }

    /**
     * Tries the ends that are not yet known, until the control plane cannot be reached.
     *
     * @return how many remain
     */
    public int once() {
        for (var request : book.unreported()) {
            if (!report(request)) {
                break;
            }
        }
        return book.unreported().size();
    }

    /** Tries this one's end if it is not yet known. */
    public void once(Lease lease) {
        book.unreported().stream()
                .filter(request -> request.lease().equals(lease))
                .forEach(this::report);
    }

    /** Says no when it is no use to try another one now. */
    private boolean report(CompleteRequest request) {
        var lease = request.lease();
        try {
            client.complete(request);
            acknowledged(lease);
            return true;
        } catch (LandfallException e) {
            switch (e.kind()) {
                case CONFLICT, NOT_FOUND, FORBIDDEN -> {
                    log.atWarn()
                            .addKeyValue("job", lease.job())
                            .addKeyValue("attempt", lease.attempt())
                            .addKeyValue("reason", e.publicMessage())
                            .log("the end of an attempt is not wanted any more");
                    acknowledged(lease);
                }
                case INVALID, LIMIT -> reportWithoutDetail(request, e);
                case UNAVAILABLE, INTERNAL, UNAUTHENTICATED -> keep(request, e);
            }
            return e.kind() != ErrorKind.UNAVAILABLE;
        }
    }

    /** The control plane will never take this result, so it gets one that says so. */
    private void reportWithoutDetail(CompleteRequest request, LandfallException refusal) {
        var result = request.result();
        if (result.detail() == null && result.phases().isEmpty()) {
            log.atError()
                    .addKeyValue("job", request.lease().job())
                    .addKeyValue("reason", refusal.publicMessage())
                    .log("the end of an attempt cannot be reported");
            acknowledged(request.lease());
            return;
        }
        var reason = "The result could not be reported: " + refusal.publicMessage();
        var bare = new JobResult(
                JobOutcome.FAILED, result.exitCode(), reason, result.refused(), List.of(), result.logChunks(), null);
        book.ended(request.lease(), bare);
        var ignored = report(new CompleteRequest(request.lease(), bare));
    }

    private void keep(CompleteRequest request, LandfallException e) {
        log.atWarn()
                .addKeyValue("job", request.lease().job())
                .addKeyValue("reason", e.publicMessage())
                .log("the end of an attempt could not be reported yet");
        journal.keepResult(request.lease(), request.result());
    }

    private void acknowledged(Lease lease) {
        book.remove(lease);
        journal.forget(lease);
    }
}
