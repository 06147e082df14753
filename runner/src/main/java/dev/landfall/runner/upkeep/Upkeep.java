package dev.landfall.runner.upkeep;

import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.supervisor.PowerOffHandover;
import dev.landfall.runner.supervisor.UpdateHandover;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the control plane asks of this runner, outside of its slots and workspaces. Thread-safe. */
public final class Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private final Supplier<HealthReport> health;
    private final Runnable drain;
    private final UpdateHandover updates;
    private final PowerOffHandover powerOff;
    private final ReportActivity reports;
    private final Executor threads;

    /** @param drain has the runner take no more jobs, and end after the last */
    public Upkeep(
            Supplier<HealthReport> health,
            Runnable drain,
            UpdateHandover updates,
            PowerOffHandover powerOff,
            ReportActivity reports,
            Executor threads) {
        this.health = health;
        this.drain = drain;
        this.updates = updates;
        this.powerOff = powerOff;
        this.reports = reports;
        this.threads = threads;
    }

    /** Begins, and returns at once. */
    public void start(Lease lease, RunnerWork work) {
        log.atInfo()
                .addKeyValue("job", lease.job())
                .addKeyValue("kind", work.kindName())
                .log("asked of this runner");
        threads.execute(() -> {
            result(lease, work).ifPresent(result -> {
                reports.ended(lease, result);
                reports.once(lease);
            });
            afterwards(work);
        });
    }

    /** Empty when the job goes on without this process. */
    private Optional<JobResult> result(Lease lease, RunnerWork work) {
        try {
            return switch (work) {
                case HealthCheckWork check -> Optional.of(health.get().result());
                case ShutdownWork shutdown -> Optional.of(result(JobOutcome.SUCCEEDED, ""));
                case UpdateWork update -> updates.begin(lease, update);
                case VmShutdownWork shutdown -> powerOff.begin(lease);
            };
        } catch (RuntimeException e) {
            log.atError().addKeyValue("job", lease.job()).setCause(e).log("what was asked of this runner failed");
            return Optional.of(result(
                    JobOutcome.FAILED,
                    "The runner failed unexpectedly (" + e.getClass().getSimpleName()
                            + "). Its own log has the details; this is a defect of Landfall."));
        }
    }

    /** An end that comes before its own job's end is reported would be one that nobody hears of. */
    private void afterwards(RunnerWork work) {
        switch (work) {
            case HealthCheckWork check -> {}
            case UpdateWork update -> {}
            case VmShutdownWork shutdown -> {}
            case ShutdownWork shutdown -> drain.run();
        }
    }

    private static JobResult result(JobOutcome outcome, String reason) {
        return new JobResult(outcome, null, reason, false, List.of(), 0, null);
    }
}
