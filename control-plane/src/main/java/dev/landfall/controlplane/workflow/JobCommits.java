package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.Deadlines;
import dev.landfall.controlplane.job.Ending;
import dev.landfall.controlplane.job.JobChange;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Decision;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.outbox.OutboxMessage;
import dev.landfall.controlplane.outbox.Timer;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.QueueMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads jobs and commits decisions about them. A job's end and what it means for its workflow are one batch. Thread-safe.
 */
public final class JobCommits {
    /** Most jobs that are announced to one runner at once. */
    static final int MAX_FOR_RUNNER = 10;

    private final WorkflowEngine engine;
    private final Documents documents;
    private final Outbox outbox;
    private final Metrics metrics;
    private final Ids ids;

    JobCommits(WorkflowEngine engine, Outbox outbox, Metrics metrics, Ids ids) {
        this.engine = engine;
        this.documents = engine.documents();
        this.outbox = outbox;
        this.metrics = metrics;
        this.ids = ids;
    }

    /** The job alone. */
    public Optional<LoadedJob> find(JobId id) {
        return documents
                .find(id.partition().value(), JobKeys.job(id), JobRecord.class)
                .map(job -> new LoadedJob(job, Optional.empty()));
    }

    /** The job with its attempt of that number, if there is one. */
    public Optional<LoadedJob> find(JobId id, int attempt) {
        return find(id).map(found -> new LoadedJob(found.job(), findAttempt(id, attempt)));
    }

    /** The job with its current attempt, if that was claimed. */
    public Optional<LoadedJob> findCurrent(JobId id) {
        return find(id).map(found -> found.value().status() == JobStatus.QUEUED
                ? found
                : new LoadedJob(found.job(), findAttempt(id, found.value().attempt())));
    }

    /** The attempt of that number, if there is one. */
    public Optional<Document<AttemptRecord>> findAttempt(JobId id, int attempt) {
        return documents.find(id.partition().value(), JobKeys.attempt(id, attempt), AttemptRecord.class);
    }

    /** Commits a decision about what was read. Refused when anything of it has changed since. */
    public BatchOutcome commit(LoadedJob from, JobChange change, Timer... timers) {
        var decision = Decision.builder();
        addJob(from, change, decision);
        List.of(timers).forEach(decision::timer);
        var progress = change.job().status().ended() ? endStep(change) : Optional.<Progress>empty();
        var outcome = progress.isPresent()
                ? engine.commit(progress.get(), decision)
                : outbox.commit(change.job().id().partition().value(), decision.build());
        if (outcome instanceof BatchOutcome.Written) {
            count(from.value(), change);
            progress.filter(Progress::more)
                    .ifPresent(left -> engine.settle(left.workflow().id()));
        }
        return outcome;
    }

    private void addJob(LoadedJob from, JobChange change, Decision.Builder decision) {
        var job = change.job();
        var before = from.value();
        if (!job.equals(before)) {
            decision.write(Documents.put(JobKeys.job(job.id()), job, from.job().unchanged()));
        }
        change.attempt().ifPresent(attempt -> decision.write(attemptPut(from, attempt)));
        var trail = new Trail();
        change.transitions().forEach(transition -> trail.add(JobKeys.trail(job.id()), transition));
        decision.writes(trail.writes(ids.next("wr")));
        if (job.status() == JobStatus.QUEUED && before.status() != JobStatus.QUEUED) {
            announcement(job, job.queuedAt()).ifPresent(decision::message);
            decision.write(LiveJob.queued(job).write());
        }
        if (job.status() == JobStatus.RUNNING && before.status() != JobStatus.RUNNING) {
            decision.write(LiveJob.running(job).write());
        }
        if (job.status().ended()) {
            decision.write(new Write.Delete(JobKeys.live(job.id()), Precondition.none()));
        }
        if (!change.transitions().isEmpty()) {
            decision.topic("job." + job.id());
        }
    }

    /** Puts the message of a job that waits into its pool's queue once more. */
    public void announceAgain(LoadedJob from, Instant now) {
        var job = from.value().announced(now);
        var decision = Decision.builder()
                .write(Documents.put(JobKeys.job(job.id()), job, from.job().unchanged()))
                .write(LiveJob.queued(job).write());
        announcement(job, now).ifPresent(decision::message);
        outbox.commit(job.id().partition().value(), decision.build());
    }

    /** What a pool's queue says of a job that waits; nothing for one that its runner's heartbeats announce. */
    static Optional<OutboxMessage> announcement(JobRecord job, Instant notBefore) {
        return job.request().runner() == null
                ? Optional.of(OutboxMessage.announcing(
                        job.request().pool(), new QueueMessage(job.id(), job.attempt()), notBefore))
                : Optional.empty();
    }

    /**
     * The attempts that wait for one runner, the oldest first, at most {@value #MAX_FOR_RUNNER}. Those that waited for too long
     * are left out.
     */
    public List<QueueMessage> waitingFor(RunnerId runner, Instant now) {
        var query = RecordQuery.prefix(runner.value(), JobKeys.LIVE_PREFIX, MAX_FOR_RUNNER);
        return documents.list(query, LiveJob.class).stream()
                .map(Document::value)
                .filter(live -> live.lease().isEmpty()
                        && runner.equals(live.runner())
                        && now.isBefore(live.announcedAt().plus(Deadlines.QUEUED_FOR_RUNNER)))
                .map(live -> new QueueMessage(live.job(), live.attempt()))
                .toList();
    }

    private static Write attemptPut(LoadedJob from, AttemptRecord attempt) {
        var precondition = from.attempt()
                .filter(found -> found.value().number() == attempt.number())
                .map(Document::unchanged)
                .orElseGet(Precondition::absent);
        return Documents.put(JobKeys.attempt(attempt.job(), attempt.number()), attempt, precondition);
    }

    private Optional<Progress> endStep(JobChange change) {
        var job = change.job();
        var opened = engine.open(job.workflow(), Actor.controlPlane());
        opened.flatMap(progress -> progress.step(job.step()))
                .filter(step ->
                        step.status() == StepStatus.RUNNING && step.job().equals(Optional.of(job.id())))
                .ifPresent(step -> {
                    var progress = opened.get();
                    progress.change(step.with(change.attempt()
                            .map(attempt -> Ending.resultOf(job, attempt))
                            .orElseGet(() -> Ending.resultOf(job))));
                    engine.advance(progress);
                });
        return opened.filter(Progress::changedAnything);
    }

    private void count(JobRecord before, JobChange change) {
        var job = change.job();
        if (job.status().ended() && !before.status().ended()) {
            metrics.counter(
                            "landfall_jobs_ended_total",
                            "Jobs that ended",
                            "kind",
                            job.request().work().kindName(),
                            "status",
                            job.status().wire())
                    .increment();
        }
        change.transitions().stream()
                .filter(transition -> transition.subject().startsWith("attempt") && transition.from() != null)
                .forEach(transition -> metrics.counter(
                                "landfall_attempts_total", "Changes of attempts", "to", transition.to())
                        .increment());
    }
}
