package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transitions;
import dev.landfall.controlplane.job.Cancelling;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Decision;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.outbox.OutboxMessage;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Page;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Starts workflows and does with them what people ask for. Thread-safe. */
public final class Workflows {
    /** Most records of transitions that a view reads. */
    public static final int MAX_TRANSITIONS = 1000;

    private final WorkflowEngine engine;
    private final JobCommits jobs;
    private final Jobs people;
    private final Records records;
    private final InstantSource clock;
    private final Ids ids;

    public Workflows(
            Records records,
            Outbox outbox,
            Collection<? extends WorkflowRules> rules,
            Metrics metrics,
            InstantSource clock,
            Ids ids) {
        this.engine = new WorkflowEngine(records, outbox, rules, metrics, clock, ids);
        this.jobs = new JobCommits(engine, outbox, metrics, ids);
        this.people = new Jobs(engine, jobs, this, clock);
        this.records = records;
        this.clock = clock;
        this.ids = ids;
    }

    /** The jobs of these workflows, for people. */
    public Jobs jobs() {
        return people;
    }

    /** The jobs of these workflows, for the use cases of runners. */
    public JobCommits commits() {
        return jobs;
    }

    /**
     * Starts a workflow: its record, its first steps, the jobs that are ready and further writes are one batch.
     *
     * @throws LandfallException CONFLICT naming the active workflow when a changing one is active already, or naming the
     *     record when a further write was refused; INVALID or LIMIT for steps that cannot be
     */
    public StartedWorkflow start(NewWorkflow wanted) {
        Appending.checkFirst(wanted.steps());
        var workflow = record(wanted);
        var progress = engine.open(workflow, wanted.steps());
        progress.started();
        progress.write(wanted.writes().apply(workflow.id()));
        lock(progress);
        engine.advance(progress);
        if (engine.commit(progress, Decision.builder()) instanceof BatchOutcome.Refused refused) {
            throw refusal(workflow.id().partition(), refused);
        }
        if (progress.more()) {
            engine.settle(workflow.id());
        }
        return new StartedWorkflow(
                workflow.id(),
                progress.steps().values().stream()
                        .flatMap(step -> step.job().stream())
                        .toList());
    }

    /** The workflow that changes the partition now. */
    public Optional<WorkflowId> active(PartitionId partition) {
        return engine.documents()
                .find(partition.value(), WorkflowKeys.LOCK, ChangingLock.class)
                .map(found -> found.value().workflow());
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    public WorkflowView view(WorkflowId id) {
        var workflow = engine.require(id).value();
        var transitions = new Transitions(engine.documents())
                .below(id.partition().value(), MAX_TRANSITIONS, WorkflowKeys.local(id) + ".");
        return new WorkflowView(workflow, engine.steps(id), transitions);
    }

    /**
     * Workflows of a partition, the newest first.
     *
     * @param after cursor of the page before
     * @param limit 1 to 1000
     */
    public Page<WorkflowRecord> list(PartitionId partition, Optional<String> after, int limit) {
        var query = new RecordQuery(partition.value(), WorkflowKeys.WORKFLOW_PREFIX, after, limit);
        RecordPage page = records.list(query);
        var items = page.records().stream()
                .map(stored -> Documents.read(stored, WorkflowRecord.class).value())
                .toList();
        return new Page<>(
                items,
                page.more() && !items.isEmpty()
                        ? Optional.of(page.records().getLast().key().sort())
                        : Optional.empty());
    }

    /**
     * Approves what a step waits for. Approving the same twice is answered as the first time.
     *
     * @param step empty when just one step waits
     * @param digest what the person saw; empty approves whatever is asked for
     * @throws LandfallException CONFLICT when nothing waits, something else waits, or several do and none is named
     */
    public WorkflowView approve(WorkflowId id, Optional<String> step, Optional<String> digest, Actor actor) {
        change(id, actor, progress -> Deciding.approve(progress, step, digest, actor));
        return view(id);
    }

    /**
     * Denies what a step waits for: the step fails with that reason, and what depends on it is skipped.
     *
     * @throws LandfallException CONFLICT when nothing waits, or several steps do and none is named
     */
    public WorkflowView deny(WorkflowId id, Optional<String> step, String reason, Actor actor) {
        change(id, actor, progress -> Deciding.deny(progress, step, reason, actor));
        return view(id);
    }

    /**
     * Cancels: what has not begun is not begun, queued jobs end at once, running ones are interrupted by their runner's next
     * heartbeat. Cancelling twice is answered as the first time.
     *
     * @throws LandfallException CONFLICT when it has ended otherwise
     */
    public WorkflowView cancel(WorkflowId id, String reason, Actor actor) {
        change(id, actor, progress -> Deciding.cancel(progress, reason, actor));
        return view(id);
    }

    /**
     * Runs steps of a failed or cancelled workflow again: what its rules say belongs to them, and what was skipped because
     * of them.
     *
     * @param step empty for every step that failed
     * @throws LandfallException CONFLICT when it has not ended or has succeeded, or another changing workflow is active
     */
    public WorkflowView retry(WorkflowId id, Optional<String> step, Actor actor) {
        var rules = engine.rules(engine.require(id).value().kind());
        change(id, actor, progress -> {
            Retrying.retry(progress, rules, step, actor);
            lock(progress);
        });
        return view(id);
    }

    /** Goes on with a workflow; nothing happens when there is nothing to do. */
    public void advance(WorkflowId id) {
        engine.settle(id);
        cancelRunning(id);
    }

    private void change(WorkflowId id, Actor actor, java.util.function.Consumer<Progress> change) {
        engine.require(id);
        var progress = Tries.until(() -> tryChange(id, actor, change));
        if (progress.more()) {
            engine.settle(id);
        }
        cancelRunning(id);
    }

    private Optional<Progress> tryChange(WorkflowId id, Actor actor, java.util.function.Consumer<Progress> change) {
        var progress =
                engine.open(id, actor).orElseThrow(() -> LandfallException.notFound("There is no workflow " + id));
        change.accept(progress);
        if (!progress.changedAnything()) {
            return Optional.of(progress);
        }
        engine.advance(progress);
        var decision = Decision.builder();
        if (progress.workflow().cancelReason() != null) {
            decision.message(OutboxMessage.event(EventMessage.advance(id), clock.instant()));
        }
        return switch (engine.commit(progress, decision)) {
            case BatchOutcome.Written written -> Optional.of(progress);
            case BatchOutcome.Refused refused
            when refused.sort().equals(WorkflowKeys.LOCK) -> throw refusal(id.partition(), refused);
            case BatchOutcome.Refused refused -> Optional.empty();
        };
    }

    /** The jobs of a cancelled workflow that still run are cancelled each by itself. */
    private void cancelRunning(WorkflowId id) {
        var workflow = engine.find(id).map(Document::value);
        var reason = workflow.map(WorkflowRecord::cancelReason);
        if (workflow.isEmpty() || workflow.get().status().ended() || reason.isEmpty()) {
            return;
        }
        engine.steps(id).stream()
                .filter(step -> step.status() == StepStatus.RUNNING)
                .flatMap(step -> step.job().stream())
                .forEach(job -> cancelJob(job, reason.get()));
    }

    private void cancelJob(JobId id, String reason) {
        Tries.until(() -> {
            var found = jobs.find(id)
                    .filter(job -> !job.value().status().ended() && job.value().cancel() == null);
            if (found.isEmpty()) {
                return Optional.of(true);
            }
            var change = Cancelling.decide(found.get().value(), Actor.controlPlane(), reason, clock.instant());
            return jobs.commit(found.get(), change) instanceof BatchOutcome.Written
                    ? Optional.of(true)
                    : Optional.empty();
        });
    }

    private WorkflowRecord record(NewWorkflow wanted) {
        var id = new WorkflowId(wanted.partition() + "." + ids.next("wf"));
        return new WorkflowRecord(
                id,
                wanted.org(),
                wanted.kind(),
                wanted.changing(),
                wanted.trigger(),
                wanted.actor(),
                wanted.params(),
                WorkflowStatus.RUNNING,
                0,
                0,
                clock.instant(),
                null,
                null,
                "");
    }

    private static void lock(Progress progress) {
        var workflow = progress.workflow();
        if (workflow.changing() == Changing.CHANGING) {
            progress.write(java.util.List.of(
                    Documents.put(WorkflowKeys.LOCK, new ChangingLock(workflow.id()), Precondition.absent())));
        }
    }

    private LandfallException refusal(PartitionId partition, BatchOutcome.Refused refused) {
        if (refused.sort().equals(WorkflowKeys.LOCK)) {
            return LandfallException.conflict("Workflow "
                    + active(partition).map(WorkflowId::value).orElse("that just ended")
                    + " is changing this at the moment; wait for its end or cancel it.");
        }
        return LandfallException.conflict("Somebody else changed '" + refused.sort()
                + "' in the same moment; look at it again and repeat the request.");
    }
}
