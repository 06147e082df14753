package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides how far a workflow goes now: makes its steps, ends those whose job ended, starts those that are ready, and closes
 * it when all have ended. Pure but for the ids of new jobs.
 */
final class Advance {
    /** What a step takes at most that starts a job: the step, the job, its live mark, its message and two transitions. */
    private static final int ROOM_FOR_STEP = 6;

    private final Progress progress;
    private final WorkflowRules rules;
    private final Ids ids;

    private Advance(Progress progress, WorkflowRules rules, Ids ids) {
        this.progress = progress;
        this.rules = rules;
        this.ids = ids;
    }

    static void run(Progress progress, WorkflowRules rules, Ids ids) {
        new Advance(progress, rules, ids).run();
    }

    private void run() {
        boolean moved = true;
        while (moved) {
            moved = makeSteps();
            for (String name : progress.stepNames()) {
                moved |= move(progress.require(name));
            }
        }
        if (!progress.more()) {
            Closing.run(progress, rules);
        }
    }

    private boolean makeSteps() {
        boolean made = false;
        while (!progress.unborn().isEmpty()) {
            if (!progress.hasRoom(2)) {
                progress.leaveRest();
                return made;
            }
            make(progress.unborn().removeFirst());
            progress.countSteps();
            made = true;
        }
        return made;
    }

    private void make(StepDefinition definition) {
        var existing = progress.step(definition.name());
        if (existing.isPresent()) {
            progress.change(existing.get().again(definition, "runs again"));
        } else {
            var id = progress.workflow().id();
            progress.born(StepRecord.pending(id, progress.steps().size(), definition));
        }
    }

    private boolean move(StepRecord step) {
        if (!movable(step)) {
            return false;
        }
        if (!progress.hasRoom(ROOM_FOR_STEP)) {
            progress.leaveRest();
            return false;
        }
        return switch (step.status()) {
            case RUNNING -> finish(step);
            case PENDING -> begin(step);
            case AWAITING_APPROVAL -> end(step, StepStatus.CANCELLED, cancelReason());
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    private boolean movable(StepRecord step) {
        boolean cancelling = progress.workflow().cancelReason() != null;
        return switch (step.status()) {
            case RUNNING -> step.result() != null;
            case PENDING -> cancelling || dependenciesEnded(step);
            case AWAITING_APPROVAL -> cancelling;
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> false;
        };
    }

    private boolean finish(StepRecord step) {
        JobResult result = step.result();
        if (result == null) {
            return false;
        }
        try {
            var aftermath = guarded(() -> rules.ended(progress.context(step), result));
            Appending.check(progress, step, aftermath.append());
            var failure = aftermath.failure();
            return end(step, aftermath, ending(result, failure), failure.orElse(result.reason()));
        } catch (RefusedByRules e) {
            return end(step, StepStatus.FAILED, e.getMessage());
        }
    }

    private boolean end(StepRecord step, StepAftermath aftermath, StepStatus as, String reason) {
        for (Write write : aftermath.writes()) {
            progress.write(List.of(write));
        }
        end(step, as, as == StepStatus.SUCCEEDED ? "" : reason);
        if (as != StepStatus.CANCELLED && progress.workflow().cancelReason() == null) {
            append(aftermath.append());
        }
        progress.change(progress.workflow()
                .counting(progress.steps().size(), progress.unborn().size()));
        return true;
    }

    /** Steps that run again are reset at once, so that what depends on them waits for them. */
    private void append(List<StepDefinition> definitions) {
        for (StepDefinition definition : definitions) {
            if (progress.step(definition.name()).isPresent()) {
                make(definition);
            } else {
                progress.unborn().add(definition);
            }
        }
    }

    private boolean end(StepRecord step, StepStatus as, String reason) {
        progress.change(step.as(as, reason));
        return true;
    }

    private static StepStatus ending(JobResult result, Optional<String> failure) {
        if (result.outcome() == JobOutcome.CANCELLED) {
            return StepStatus.CANCELLED;
        }
        return result.outcome() == JobOutcome.SUCCEEDED && failure.isEmpty() ? StepStatus.SUCCEEDED : StepStatus.FAILED;
    }

    private boolean begin(StepRecord step) {
        if (progress.workflow().cancelReason() != null) {
            return end(step, StepStatus.CANCELLED, cancelReason());
        }
        var obstacle = obstacle(step);
        if (obstacle.isPresent()) {
            return end(step, StepStatus.SKIPPED, obstacle.get());
        }
        try {
            return apply(step, guarded(() -> rules.ready(progress.context(step))));
        } catch (RefusedByRules e) {
            return end(step, StepStatus.FAILED, e.getMessage());
        }
    }

    private boolean apply(StepRecord step, StepDecision decision) {
        return switch (decision) {
            case StepDecision.Run run -> start(step, run.request());
            case StepDecision.AwaitApproval asked -> {
                progress.change(step.with(Approval.asked(asked)).as(StepStatus.AWAITING_APPROVAL, ""));
                yield true;
            }
            case StepDecision.Satisfied satisfied -> end(step, StepStatus.SUCCEEDED, satisfied.reason());
            case StepDecision.Skip skip -> end(step, StepStatus.SKIPPED, skip.reason());
            case StepDecision.Fail fail -> end(step, StepStatus.FAILED, fail.reason());
        };
    }

    private boolean start(StepRecord step, JobRequest request) {
        if (step.jobs().size() >= StepRecord.MAX_JOBS) {
            return end(step, StepStatus.FAILED, "it ran " + StepRecord.MAX_JOBS + " times; start a new workflow");
        }
        var workflow = progress.workflow();
        var id = new JobId(workflow.id().partition() + "." + ids.next("jb"));
        var job = JobRecord.queued(id, workflow.org(), workflow.id(), step.name(), request, progress.now());
        if (Json.write(job).length > Appending.MAX_JOB_BYTES) {
            return end(
                    step,
                    StepStatus.FAILED,
                    "its job is described by more than " + Appending.MAX_JOB_BYTES
                            + " bytes; keep large inputs in files of the source");
        }
        progress.queue(job);
        progress.change(step.running(id));
        return true;
    }

    private boolean dependenciesEnded(StepRecord step) {
        return step.definition().dependsOn().stream()
                .allMatch(name -> !progress.waitsToBeMade(name)
                        && progress.step(name)
                                .map(found -> found.status().ended())
                                .orElse(false));
    }

    private Optional<String> obstacle(StepRecord step) {
        var dependencies =
                step.definition().dependsOn().stream().map(progress::require).toList();
        return switch (step.definition().condition()) {
            case ALWAYS -> Optional.empty();
            case ALL_SUCCESS ->
                dependencies.stream()
                        .filter(found -> found.status() != StepStatus.SUCCEEDED)
                        .findFirst()
                        .map(found ->
                                "step " + found.name() + " is " + found.status().wire());
            case ANY_FAILED ->
                dependencies.stream().anyMatch(found -> found.status() == StepStatus.FAILED)
                        ? Optional.empty()
                        : Optional.of("no step before it failed");
        };
    }

    private String cancelReason() {
        var reason = progress.workflow().cancelReason();
        return reason == null ? "" : reason;
    }

    /** What rules refuse fails their step; what could work later is tried later. */
    private static <T> T guarded(Supplier<T> rule) {
        try {
            return rule.get();
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.UNAVAILABLE || e.kind() == ErrorKind.INTERNAL) {
                throw e;
            }
            throw new RefusedByRules(e.publicMessage());
        }
    }
}
