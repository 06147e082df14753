package dev.landfall.runner.supervisor;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner's side of the end of its machine: it hands the job over to the supervisor, and reports the job's end when that has
 * accepted, which then stops the runner. Thread-safe.
 */
public final class PowerOffHandover {

    private static final Logger log = LoggerFactory.getLogger(PowerOffHandover.class);

    /** A supervisor starts in a second or two; the job waits for it no longer. */
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final Path folder;
    private final Path releases;
    private final LeaseBook book;
    private final ReportActivity reports;
    private final InstantSource clock;
    private final Ticker ticker;
    private long askedNanos;

    public PowerOffHandover(
            RunnerConfig config, LeaseBook book, ReportActivity reports, InstantSource clock, Ticker ticker) {
        this.folder = config.directory();
        this.releases = config.updates().releases();
        this.book = book;
        this.reports = reports;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Hands over.
     *
     * @return how the job ended when it is refused here; empty when the supervisor has it
     */
    public synchronized Optional<JobResult> begin(Lease lease) {
        if (!possible()) {
            return Optional.of(failed(
                    "There is no supervisor on this machine (no folder " + releases
                            + "), so nobody may power it off: it comes with the packages for Linux with systemd. A container has"
                            + " no machine of its own.",
                    true));
        }
        try {
            PowerOffRequest.ofJob(lease, clock.instant()).write(folder);
            askedNanos = ticker.nanos();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(failed("The request to the supervisor could not be written to " + folder + ".", false));
        }
    }

    /** Whether there is somebody who may power off this machine. */
    public boolean possible() {
        return Files.isDirectory(releases);
    }

    /**
     * Has a machine that is old enough end. To be called when no job runs; the supervisor stops this process then.
     *
     * @return how long to wait for that
     */
    public synchronized Duration beginOfAge() {
        try {
            PowerOffRequest.ofAge(clock.instant()).write(folder);
            return ANSWER;
        } catch (IOException e) {
            log.atWarn().setCause(e).log("the supervisor could not be asked to power off the machine");
            return Duration.ZERO;
        }
    }

    /** Takes back what an earlier process asked for and did not report. To be called before the first session. */
    public synchronized void forget() {
        PowerOffRequest.find(folder)
                .filter(request -> request.lease() == null
                        || !request.reported()
                        || !request.boot().equals(MachineBoot.id()))
                .ifPresent(request -> remove());
    }

    /** Reports the end of the job when the supervisor has answered. */
    public synchronized void once() {
        PowerOffRequest.find(folder).filter(request -> !request.reported()).ifPresent(request -> {
            var lease = request.lease();
            if (lease != null) {
                look(request, lease);
            }
        });
    }

    private void look(PowerOffRequest request, Lease lease) {
        var answer = PowerOffState.find(releases).filter(state -> state.answers(request));
        if (answer.filter(state -> state.step() == PowerOffStep.REPORT).isPresent()) {
            report(lease, new JobResult(JobOutcome.SUCCEEDED, null, "", false, List.of(), 0, null));
            if (known(lease)) {
                hold(request.asReported());
            }
        } else if (answer.filter(state -> state.step().ended()).isPresent()) {
            report(lease, failed(answer.get().reason(), true));
            remove();
        } else if (ticker.nanos() - askedNanos > ANSWER.toNanos()) {
            remove();
            report(
                    lease,
                    failed(
                            "The supervisor of this machine did not answer within " + ANSWER.toSeconds()
                                    + " s: look at 'systemctl status landfall-supervisor.path'. Units of an older package do not"
                                    + " know this request.",
                            false));
        }
    }

    private void report(Lease lease, JobResult result) {
        reports.ended(lease, result);
        reports.once(lease);
    }

    private boolean known(Lease lease) {
        return book.unreported().stream().noneMatch(end -> end.lease().equals(lease));
    }

    private void hold(PowerOffRequest reported) {
        try {
            reported.write(folder);
        } catch (IOException e) {
            log.atError()
                    .setCause(e)
                    .log("the supervisor could not be told that the job is reported; the machine stays");
        }
    }

    private void remove() {
        try {
            PowerOffRequest.remove(folder);
        } catch (IOException e) {
            log.atWarn().setCause(e).log("a request to the supervisor that is done could not be removed");
        }
    }

    private static JobResult failed(String reason, boolean refused) {
        return new JobResult(JobOutcome.FAILED, null, reason, refused, List.of(), 0, null);
    }
}
