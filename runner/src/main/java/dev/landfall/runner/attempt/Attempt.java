package dev.landfall.runner.attempt;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.HandledWork;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt from its first phase to its result. Phases run in order until one fails; the cleanup always runs, on a scope
 * that the attempt's cancellation does not reach.
 */
final class Attempt {

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    /** Longest cleanup, and longest reading of outputs after a late cancellation. */
    private static final Duration SHELTERED = Duration.ofMinutes(1);

    private final HandledWork<?> work;
    private final AttemptContext context;
    private final PhaseTimes phases;
    private final Deadlines deadlines;
    private @Nullable ResultDetail detail;

    Attempt(HandledWork<?> work, AttemptContext context, PhaseTimes phases, Deadlines deadlines) {
        this.work = work;
        this.context = context;
        this.phases = phases;
        this.deadlines = deadlines;
    }

    /** Blocks until the attempt is over. Never throws. */
    JobResult run() {
        var execution = guarded(this::phasesUntilOutputs);
        var cleanup = guarded(() -> {
            phases.during(Phase.CLEANUP, () -> sheltered(work::cleanup));
            return Execution.succeeded();
        });
        if (cleanup.outcome() != JobOutcome.SUCCEEDED) {
            context.log().notice("The cleanup failed: " + cleanup.reason());
        }
        return result(byCause(execution));
    }

    private Execution phasesUntilOutputs() {
        phase(Phase.FETCH, () -> work.fetch(context));
        phase(Phase.VALIDATE, () -> work.validate(context));
        phase(Phase.INITIALISE, () -> work.initialise(context));
        var executions = new Execution[1];
        phase(Phase.EXECUTE, () -> executions[0] = work.execute(context));
        var execution = executions[0];
        if (execution.outcome() == JobOutcome.SUCCEEDED && (doneAnyway() || !cancelled())) {
            phases.during(Phase.OUTPUTS, this::outputs);
        }
        return execution;
    }

    private void phase(Phase phase, Runnable step) {
        context.cancellation().check();
        phases.during(phase, step);
    }

    private void outputs() {
        if (cancelled()) {
            sheltered(this::readOutputs);
        } else {
            readOutputs(context);
        }
    }

    private void readOutputs(AttemptContext scope) {
        detail = work.outputs(scope).orElse(null);
    }

    /** A step that the attempt's cancellation does not reach, but that has a deadline of its own. */
    private void sheltered(Consumer<AttemptContext> step) {
        var shelter = new AttemptCancellation();
        var deadline = deadlines.after(SHELTERED, () -> shelter.request(Cancellation.Cause.TIMED_OUT));
        try {
            step.accept(context.with(shelter));
        } finally {
            deadline.close();
        }
    }

    /**
     * Work that must not run twice and that came to its own good end has changed what it changed: a cancellation that
     * came too late is not its outcome.
     */
    private boolean doneAnyway() {
        return context.spec().work().disconnectPolicy() == DisconnectPolicy.CONTINUE;
    }

    private boolean cancelled() {
        return context.cancellation().requested();
    }

    private Execution guarded(Supplier<Execution> steps) {
        try {
            return steps.get();
        } catch (LandfallException e) {
            return Execution.failed(e.publicMessage());
        } catch (RuntimeException | Error e) {
            log.atError()
                    .addKeyValue("job", context.lease().job())
                    .setCause(e)
                    .log("a job's handler failed unexpectedly");
            return Execution.failed("The runner failed unexpectedly ("
                    + e.getClass().getSimpleName() + "). Its own log has the details; this is a defect of Landfall.");
        }
    }

    private Execution byCause(Execution execution) {
        var cause = context.cancellation().cause().orElse(null);
        if (cause == null || (execution.outcome() == JobOutcome.SUCCEEDED && doneAnyway())) {
            return execution;
        }
        return new Execution(outcome(cause), execution.exitCode(), reason(cause));
    }

    /** What the machine's end cut short runs again elsewhere, unless it must not run twice: then it failed. */
    private JobOutcome outcome(Cancellation.Cause cause) {
        return switch (cause) {
            case TIMED_OUT -> JobOutcome.TIMED_OUT;
            case EVICTED -> doneAnyway() ? JobOutcome.FAILED : JobOutcome.CANCELLED;
            case CANCELLED, DISCONNECTED, LOST -> JobOutcome.CANCELLED;
        };
    }

    private String reason(Cancellation.Cause cause) {
        return switch (cause) {
            case TIMED_OUT ->
                "The job ran for longer than its timeout of " + context.spec().timeoutSeconds() + " s and was ended.";
            case CANCELLED -> "The job was cancelled.";
            case DISCONNECTED -> "The job was ended because the control plane could not be reached.";
            case EVICTED ->
                "The job was ended because the cloud takes the runner's machine away (spot, scale-in or maintenance)."
                        + (doneAnyway() ? " What it had changed stays changed; plan again." : "");
            case LOST -> "The job was ended because the control plane gave this attempt up.";
        };
    }

    private JobResult result(Execution execution) {
        var reason = context.attemptLog().masked(execution.reason());
        if (!reason.isEmpty()) {
            context.log().notice(reason);
        }
        long chunks = context.attemptLog().finish();
        return new JobResult(
                execution.outcome(), execution.exitCode(), reason, false, phases.reports(), chunks, detail);
    }
}
