package dev.landfall.integration.simulator;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.AttemptEvents;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.JobExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs attempts that do nothing but last, print and end, as the seed says. */
final class SimulatedExecutor implements JobExecutor {
    private static final int LONGEST_GRACE_SECONDS = 30;

    private final World world;
    private final String runner;
    private final AttemptEvents events;
    private final Spool spool;
    private final Map<Lease, Run> running = new LinkedHashMap<>();

    SimulatedExecutor(World world, String runner, AttemptEvents events, Spool spool) {
        this.world = world;
        this.runner = runner;
        this.events = events;
        this.spool = spool;
    }

    @Override
    public void start(Assignment assignment) {
        var lease = assignment.lease();
        var random = world.random();
        var now = world.now();
        world.processes().started(runner, assignment);
        var run = new Run(
                now,
                now.plusMillis(lasting(random)),
                now.plusSeconds(assignment.spec().timeoutSeconds()),
                random.nextInt(4) == 0 ? JobOutcome.FAILED : JobOutcome.SUCCEEDED);
        running.put(lease, run);
        spool.print(lease, "started");
        events.phases(lease, List.of(new PhaseReport(Phase.EXECUTE, now, null)));
    }

    @Override
    public void cancel(Lease lease, Cancellation.Cause cause) {
        var run = running.get(lease);
        if (run == null || run.cause != null || world.guards().ignores(cause)) {
            return;
        }
        run.cause = cause;
        run.goneAt = world.now().plusSeconds(world.random().nextInt(LONGEST_GRACE_SECONDS));
        world.trace().line("  " + runner + " interrupts " + lease + ": " + cause);
    }

    /** Time has passed: whatever is over ends. */
    void look() {
        var now = world.now();
        for (Lease lease : List.copyOf(running.keySet())) {
            var run = running.get(lease);
            if (run == null) {
                continue;
            }
            if (!now.isBefore(run.timeoutAt)) {
                cancel(lease, Cancellation.Cause.TIMED_OUT);
            }
            if (run.cause != null && !now.isBefore(run.goneAt)) {
                end(lease, run.cause == Cancellation.Cause.TIMED_OUT ? JobOutcome.TIMED_OUT : JobOutcome.CANCELLED);
            } else if (!now.isBefore(run.endsAt)) {
                end(lease, run.outcome);
            }
        }
    }

    boolean idle() {
        return running.isEmpty();
    }

    private void end(Lease lease, JobOutcome outcome) {
        running.remove(lease);
        world.processes().ended(lease);
        spool.print(lease, "ended");
        world.trace().line("  " + runner + " ends " + lease + ": " + outcome);
        var chunks = spool.printed(lease);
        events.ended(lease, new JobResult(outcome, 0, "simulated", false, List.of(), chunks, null));
    }

    private static long lasting(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5_000);
            case 1, 2 -> random.nextInt(60_000);
            default -> Duration.ofMinutes(1).toMillis() + random.nextInt(900_000);
        };
    }

    private static final class Run {
        private final Instant endsAt;
        private final Instant timeoutAt;
        private final JobOutcome outcome;
        private Instant goneAt;
        private Cancellation.@Nullable Cause cause;

        Run(Instant startedAt, Instant endsAt, Instant timeoutAt, JobOutcome outcome) {
            this.endsAt = endsAt;
            this.timeoutAt = timeoutAt;
            this.outcome = outcome;
            this.goneAt = startedAt;
        }
    }
}
