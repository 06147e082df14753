package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.audit.Transitions;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.Cancelling;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Page;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows jobs and does with them what people ask for. Thread-safe. */
public final class Jobs {
    /** Most records that are read for each of a job's two paths: more than the largest workflow has. */
    private static final int MAX_EXPLAINED = 10 * Appending.MAX_STEPS;

    private final WorkflowEngine engine;
    private final JobCommits commits;
    private final Workflows workflows;
    private final JobLists lists;
    private final InstantSource clock;

    Jobs(WorkflowEngine engine, JobCommits commits, Workflows workflows, InstantSource clock) {
        this.engine = engine;
        this.commits = commits;
        this.workflows = workflows;
        this.lists = new JobLists(engine.documents(), engine.recent());
        this.clock = clock;
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    public JobRecord require(JobId id) {
        return loaded(id).value();
    }

    /**
     * A job with its attempts, and the result that it ended with.
     *
     * @throws LandfallException NOT_FOUND
     */
    public JobView view(JobId id) {
        return new JobView(require(id), attempts(id));
    }

    /**
     * Jobs of a partition, the newest first.
     *
     * @param status only jobs in this state
     * @param after cursor of the page before
     * @param limit 1 to 1000
     */
    public Page<JobRecord> list(PartitionId partition, Optional<JobStatus> status, Optional<String> after, int limit) {
        return lists.ofPartition(partition, status, after, limit);
    }

    /** Jobs of all partitions of an org, the newest first; as {@link #list}. */
    public Page<JobRecord> newest(OrgId org, Optional<JobStatus> status, Optional<String> after, int limit) {
        return lists.ofOrg(org, status, after, limit);
    }

    /**
     * Cancels: a queued job ends at once, a running one is interrupted by its runner's next heartbeat. Cancelling twice is
     * answered as the first time.
     *
     * @throws LandfallException NOT_FOUND; CONFLICT when it has ended otherwise
     */
    public JobView cancel(JobId id, String reason, Actor actor) {
        Tries.until(() -> tryCancel(id, reason, actor));
        return view(id);
    }

    /**
     * Runs the step of an ended job again, in its workflow, which must have ended as well.
     *
     * @return the new job; the old one where nothing was queued yet
     * @throws LandfallException NOT_FOUND; CONFLICT when job or workflow have not ended, or have succeeded
     */
    public JobView retry(JobId id, Actor actor) {
        var job = require(id);
        if (!job.status().ended()) {
            throw LandfallException.conflict(
                    "Job " + id + " is " + job.status().wire() + "; retry it when it has ended.");
        }
        var view = workflows.retry(job.workflow(), Optional.of(job.step()), actor);
        var now = view.steps().stream()
                .filter(step -> step.name().equals(job.step()))
                .findFirst()
                .flatMap(StepRecord::job)
                .orElse(id);
        return view(now);
    }

    /**
     * The whole path of a job: transitions of its workflow, its step, itself and its attempts, the oldest first.
     *
     * @throws LandfallException NOT_FOUND
     */
    public List<Transition> explain(JobId id) {
        var job = require(id);
        return new Transitions(engine.documents())
                        .below(
                                id.partition().value(),
                                MAX_EXPLAINED,
                                WorkflowKeys.trail(job.workflow()) + ".",
                                JobKeys.trail(id) + ".")
                        .stream()
                        .filter(transition ->
                                !isOfStep(transition) || transition.subject().equals(Progress.stepSubject(job.step())))
                        .toList();
    }

    private static boolean isOfStep(Transition transition) {
        return transition.subject().startsWith(Progress.stepSubject(""));
    }

    private Optional<Boolean> tryCancel(JobId id, String reason, Actor actor) {
        var loaded = loaded(id);
        var job = loaded.value();
        if (job.cancel() != null || job.status() == JobStatus.CANCELLED) {
            return Optional.of(true);
        }
        if (job.status().ended()) {
            throw LandfallException.conflict(
                    "Job " + id + " is " + job.status().wire() + "; there is nothing to cancel.");
        }
        var change = Cancelling.decide(job, actor, reason, clock.instant());
        return commits.commit(loaded, change) instanceof BatchOutcome.Written ? Optional.of(true) : Optional.empty();
    }

    private LoadedJob loaded(JobId id) {
        return commits.find(id)
                .orElseThrow(() -> LandfallException.notFound(
                        "There is no job " + id + "; it never was, or it is older than what is kept."));
    }

    private List<AttemptRecord> attempts(JobId id) {
        var query = RecordQuery.prefix(id.partition().value(), JobKeys.attempts(id), 2 * RetryPolicy.MAX_ATTEMPTS);
        return engine.documents().list(query, AttemptRecord.class).stream()
                .map(Document::value)
                .toList();
    }
}
