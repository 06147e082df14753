package dev.landfall.runner.attempt;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.isolation.Isolation;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.AttemptEvents;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.JobExecutor;
import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.job.JobHandlers;
import dev.landfall.runner.secret.AttemptSecrets;
import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each attempt in a thread of its own, with workspace and log around it and a timer beside it. */
public final class AttemptExecutor implements JobExecutor {

    private static final Logger log = LoggerFactory.getLogger(AttemptExecutor.class);

    private final JobHandlers handlers;
    private final AttemptFolders folders;
    private final AttemptLogs logs;
    private final AttemptCommands commands;
    private final ControlPlaneClient client;
    private final HttpTransport transport;
    private final AttemptEvents events;
    private final Isolation isolation;
    private final AttemptIdentities identities;
    private final Executor threads;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Map<Lease, AttemptCancellation> running = new ConcurrentHashMap<>();
    private final AtomicReference<Cancellation.@Nullable Cause> stopping = new AtomicReference<>();

    public AttemptExecutor(
            JobHandlers handlers,
            AttemptFolders folders,
            AttemptLogs logs,
            AttemptCommands commands,
            ControlPlaneClient client,
            HttpTransport transport,
            AttemptEvents events,
            Isolation isolation,
            AttemptIdentities identities,
            Executor threads,
            Deadlines deadlines,
            InstantSource clock,
            Ticker ticker) {
        this.handlers = handlers;
        this.folders = folders;
        this.logs = logs;
        this.commands = commands;
        this.client = client;
        this.transport = transport;
        this.events = events;
        this.isolation = isolation;
        this.identities = identities;
        this.threads = threads;
        this.deadlines = deadlines;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public void start(Assignment assignment) {
        var cancellation = new AttemptCancellation();
        running.put(assignment.lease(), cancellation);
        threads.execute(() -> run(assignment, cancellation));
        var cause = stopping.get();
        if (cause != null) {
            cancel(assignment.lease(), cause);
        }
    }

    @Override
    public void cancel(Lease lease, Cancellation.Cause cause) {
        var cancellation = running.get(lease);
        if (cancellation != null) {
            threads.execute(() -> cancellation.request(cause));
        }
    }

    /** Cancels all that runs, and whatever a claim under way still starts. */
    public void cancelAll() {
        stopAll(Cancellation.Cause.CANCELLED);
    }

    /**
     * The same because the machine is taken away.
     *
     * @param grace between interruption and kill, where jobs ask for more
     */
    public void evictAll(Duration grace) {
        commands.shorten(grace);
        stopAll(Cancellation.Cause.EVICTED);
    }

    private void stopAll(Cancellation.Cause cause) {
        stopping.compareAndSet(null, cause);
        running().forEach(lease -> cancel(lease, cause));
    }

    /** Leases of the attempts that run. */
    public Set<Lease> running() {
        return Set.copyOf(running.keySet());
    }

    private void run(Assignment assignment, AttemptCancellation cancellation) {
        var deadline = deadlines.after(remaining(assignment), () -> cancellation.request(Cancellation.Cause.TIMED_OUT));
        JobResult result;
        try {
            result = inWorkspace(assignment, cancellation);
        } catch (RuntimeException | Error e) {
            result = failed(assignment, e);
        } finally {
            deadline.close();
            running.remove(assignment.lease());
        }
        events.ended(assignment.lease(), result);
    }

    private JobResult inWorkspace(Assignment assignment, AttemptCancellation cancellation) {
        var attemptLog = logs.open(assignment.lease());
        JobFolders workspace;
        try {
            workspace = folders.create(assignment.lease());
        } catch (LandfallException e) {
            attemptLog.notice(e.publicMessage());
            return new JobResult(
                    JobOutcome.FAILED, null, e.publicMessage(), false, List.of(), attemptLog.finish(), null);
        }
        try {
            return sheltered(assignment, cancellation, attemptLog, workspace);
        } finally {
            folders.remove(workspace);
        }
    }

    /** Processes end before their identity does, and that before the workspace goes. */
    private JobResult sheltered(
            Assignment assignment, AttemptCancellation cancellation, AttemptLog attemptLog, JobFolders workspace) {
        var spec = assignment.spec();
        isolation.warning(spec).ifPresent(attemptLog::notice);
        try (var confinement = isolation.enter(spec, workspace)) {
            var inside = confinement.folders(workspace);
            try (var shelter = Shelter.open(identities, spec, confinement, inside, attemptLog)) {
                return shelter.explained(attempt(assignment, cancellation, attemptLog, inside, shelter)
                        .run());
            }
        } catch (LandfallException e) {
            return notStarted(e, attemptLog);
        }
    }

    /** What somebody must grant first is not tried again by itself. */
    private static JobResult notStarted(LandfallException e, AttemptLog attemptLog) {
        attemptLog.notice(e.publicMessage());
        var refused = !e.kind().retryable();
        return new JobResult(JobOutcome.FAILED, null, e.publicMessage(), refused, List.of(), attemptLog.finish(), null);
    }

    private Attempt attempt(
            Assignment assignment,
            AttemptCancellation cancellation,
            AttemptLog attemptLog,
            JobFolders workspace,
            Shelter shelter) {
        var lease = assignment.lease();
        var spec = assignment.spec();
        var context = new AttemptContext(
                assignment,
                workspace,
                attemptLog,
                new AttemptSecrets(client, lease, spec.secrets(), attemptLog::mask),
                new AttemptBlobs(transport, client, lease, workspace.work()),
                client,
                commands,
                shelter,
                cancellation,
                clock);
        var phases = new PhaseTimes(clock, reports -> events.phases(lease, reports));
        return new Attempt(handlers.handlerFor(spec.work()), context, phases, deadlines);
    }

    private Duration remaining(Assignment assignment) {
        var elapsed = Duration.ofNanos(ticker.nanos() - assignment.claimedNanos());
        return Duration.ofSeconds(assignment.spec().timeoutSeconds()).minus(elapsed);
    }

    private static JobResult failed(Assignment assignment, Throwable e) {
        log.atError().addKeyValue("job", assignment.lease().job()).setCause(e).log("an attempt failed unexpectedly");
        var reason = e instanceof LandfallException known
                ? known.publicMessage()
                : "The runner failed unexpectedly (" + e.getClass().getSimpleName()
                        + "). Its own log has the details; this is a defect of Landfall.";
        return new JobResult(JobOutcome.FAILED, null, reason, false, List.of(), 0, null);
    }
}
