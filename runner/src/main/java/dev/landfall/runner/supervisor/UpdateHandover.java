package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner's side of an update: it hands the job over to the supervisor, and whichever process of the runner is there when the
 * supervisor has ended, old or new, reports how. Until then the job's lease is kept like any other. Thread-safe.
 */
public final class UpdateHandover {

    private static final Logger log = LoggerFactory.getLogger(UpdateHandover.class);

    private final Path folder;
    private final Path releases;
    private final UpdateCheck check;
    private final LeaseBook book;
    private final LeaseJournal journal;
    private final ReportActivity reports;

    public UpdateHandover(
            RunnerConfig config,
            Policy policy,
            Optional<ReleaseVersion> running,
            LeaseBook book,
            LeaseJournal journal,
            ReportActivity reports) {
        this.folder = config.directory();
        this.releases = config.updates().releases();
        this.check = new UpdateCheck(config.updates().releaseKey(), policy, running);
        this.book = book;
        this.journal = journal;
        this.reports = reports;
    }

    /**
     * Hands over.
     *
     * @return how the job ended when it is refused here; empty when the supervisor has it
     */
    public synchronized Optional<JobResult> begin(Lease lease, UpdateWork work) {
        try {
            if (!Files.isDirectory(releases)) {
                throw LandfallException.forbidden("There is no supervisor on this machine (no folder " + releases
                        + "): it comes with the packages for Linux with systemd. A container is updated by its image.");
            }
            check.require(work.manifest());
            new UpdateRequest(lease, work.manifest(), work.from()).write(folder);
            return Optional.empty();
        } catch (LandfallException e) {
            return Optional.of(failed(e.publicMessage(), true));
        } catch (IOException e) {
            return Optional.of(failed("The request to the supervisor could not be written to " + folder + ".", false));
        }
    }

    /** Takes over the job of an earlier process, so that no session names it as lost. To be called before the first session. */
    public synchronized void adopt(long nowNanos) {
        UpdateRequest.find(folder)
                .map(UpdateRequest::lease)
                .filter(journal.orphans()::contains)
                .ifPresent(lease -> {
                    journal.adopt(lease);
                    book.add(lease, DisconnectPolicy.CONTINUE, nowNanos);
                });
    }

    /** Whether an update waits for its supervisor, or has not been reported. */
    public synchronized boolean underWay() {
        return UpdateRequest.find(folder).isPresent();
    }

    /** Reports the end when there is one. */
    public synchronized void once() {
        var request = UpdateRequest.find(folder);
        if (request.isEmpty()) {
            return;
        }
        var lease = request.get().lease();
        UpdateState.find(releases)
                .filter(state -> state.step().ended() && state.request().lease().equals(lease))
                .ifPresent(state -> report(lease, state));
    }

    private void report(Lease lease, UpdateState state) {
        reports.ended(lease, state.step() == UpdateStep.SUCCEEDED ? succeeded(state) : failed(state.reason(), false));
        reports.once(lease);
        try {
            UpdateRequest.remove(folder);
        } catch (IOException e) {
            log.atWarn().setCause(e).log("a request to the supervisor that is done could not be removed");
        }
    }

    private static JobResult succeeded(UpdateState state) {
        var version = new OutputValue(null, Json.mapper().valueToTree(state.version()), null);
        return new JobResult(
                JobOutcome.SUCCEEDED,
                null,
                "",
                false,
                List.of(),
                0,
                new ResultDetail.Outputs(Map.of("version", version)));
    }

    private static JobResult failed(String reason, boolean refused) {
        return new JobResult(JobOutcome.FAILED, null, reason, refused, List.of(), 0, null);
    }
}
