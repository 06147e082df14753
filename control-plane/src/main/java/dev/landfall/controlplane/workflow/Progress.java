package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.outbox.Decision;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.outbox.OutboxMessage;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One decision about a workflow in the making: a working copy of it and its steps, and all that changed. It holds every
 * change against the transition tables and knows how much fits into one batch. Not thread-safe; lives for one decision.
 */
final class Progress {
    /** A decision writes about so many records and leaves the rest to the next. */
    static final int MAX_RECORDS = 40;

    private final WorkflowSnapshot from;
    private final Actor actor;
    private final Instant now;
    private final Map<String, StepRecord> steps = new LinkedHashMap<>();
    private final Map<String, StoredRecord> documents;
    private final ArrayDeque<StepDefinition> unborn;
    private final Set<String> changed = new LinkedHashSet<>();
    private final List<JobRecord> queued = new ArrayList<>();
    private final Map<String, Write> writes = new LinkedHashMap<>();
    private final Trail trail = new Trail();
    private WorkflowRecord workflow;
    private boolean more;

    Progress(WorkflowSnapshot from, Actor actor, Instant now) {
        this.from = from;
        this.actor = actor;
        this.now = now;
        this.workflow = from.workflow();
        this.documents = new HashMap<>(from.documents());
        this.unborn = new ArrayDeque<>(from.unborn());
        from.steps().forEach(step -> steps.put(step.name(), step));
    }

    WorkflowRecord workflow() {
        return workflow;
    }

    Instant now() {
        return now;
    }

    Map<String, StepRecord> steps() {
        return steps;
    }

    List<String> stepNames() {
        return List.copyOf(steps.keySet());
    }

    Optional<StepRecord> step(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    StepRecord require(String name) {
        return step(name)
                .orElseThrow(
                        () -> LandfallException.notFound("Workflow " + workflow.id() + " has no step '" + name + "'."));
    }

    StepContext context(StepRecord step) {
        return new StepContext(workflow, step, steps, documents, now);
    }

    /** The documents that the rules asked for, with what this decision writes. */
    Map<String, StoredRecord> documents() {
        return documents;
    }

    WorkflowSnapshot from() {
        return from;
    }

    /** Definitions that wait to be made. */
    ArrayDeque<StepDefinition> unborn() {
        return unborn;
    }

    boolean knows(String stepName) {
        return steps.containsKey(stepName) || waitsToBeMade(stepName);
    }

    /** Whether the step is still to be made, or made again. */
    boolean waitsToBeMade(String stepName) {
        return unborn.stream().anyMatch(definition -> definition.name().equals(stepName));
    }

    /** The workflow's record knows how many steps it has, made and to be made. */
    void countSteps() {
        workflow = workflow.counting(steps.size(), unborn.size());
    }

    /** A step that did not exist. */
    void born(StepRecord step) {
        steps.put(step.name(), step);
        changed.add(step.name());
    }

    /** A step becomes something else. */
    void change(StepRecord to) {
        var before = require(to.name());
        if (before.status() != to.status()) {
            check(before.status().mayBecome(to.status()), stepSubject(to.name()), before.status(), to.status());
            trail.add(
                    WorkflowKeys.trail(workflow.id()),
                    new Transition(
                            now,
                            actor,
                            stepSubject(to.name()),
                            before.status().wire(),
                            to.status().wire(),
                            to.reason()));
        }
        steps.put(to.name(), to);
        changed.add(to.name());
    }

    /** The workflow becomes something else. */
    void change(WorkflowRecord to) {
        if (workflow.status() != to.status()) {
            check(workflow.status().mayBecome(to.status()), "workflow", workflow.status(), to.status());
            note(workflow.status().wire(), to.status().wire(), to.reason());
        }
        workflow = to;
    }

    /** What transitions of a step are about. */
    static String stepSubject(String name) {
        return "step " + name;
    }

    void note(String fromState, String toState, String reason) {
        trail.add(
                WorkflowKeys.trail(workflow.id()), new Transition(now, actor, "workflow", fromState, toState, reason));
    }

    void started() {
        trail.add(
                WorkflowKeys.trail(workflow.id()),
                new Transition(now, actor, "workflow", null, workflow.status().wire(), workflow.trigger()));
    }

    void queue(JobRecord job) {
        queued.add(job);
        trail.add(
                JobKeys.trail(job.id()),
                new Transition(
                        now,
                        actor,
                        "job",
                        null,
                        job.status().wire(),
                        "for step " + job.step() + " in pool " + job.request().pool() + identity(job)));
    }

    private static String identity(JobRecord job) {
        var operation = job.request().operation();
        if (operation == null) {
            return "";
        }
        var subject = job.request().identity().subject();
        return ", for " + operation + (subject.isEmpty() ? " without an identity" : " as " + subject);
    }

    /**
     * Adds writes; a later one of the same document replaces the earlier. What the rest of this decision reads is what they
     * write: a component that becomes ready sees the outputs of the one that has just ended.
     */
    void write(Collection<? extends Write> further) {
        for (Write write : further) {
            writes.put(write.sort(), write);
            show(write);
        }
    }

    /** Whether this decision writes that document. */
    boolean writes(String sort) {
        return writes.containsKey(sort);
    }

    private void show(Write write) {
        switch (write) {
            case Write.Put put -> documents.put(put.sort(), new StoredRecord(key(put), put.body(), versionOf(put)));
            case Write.Delete delete -> documents.remove(delete.sort());
        }
    }

    private RecordKey key(Write write) {
        return new RecordKey(workflow.id().partition().value(), write.sort());
    }

    private String versionOf(Write write) {
        var before = from.documents().get(write.sort());
        return before == null ? "" : before.version();
    }

    /** Whether so many more records fit. */
    boolean hasRoom(int records) {
        return changed.size() + trail.size() + 3 * queued.size() + writes.size() + records <= MAX_RECORDS;
    }

    /** The rest is for the next decision. */
    void leaveRest() {
        more = true;
    }

    boolean more() {
        return more;
    }

    boolean changedAnything() {
        return !workflow.equals(from.workflow()) || !changed.isEmpty() || trail.size() > 0 || !writes.isEmpty();
    }

    boolean queuedAnything() {
        return !queued.isEmpty();
    }

    /** Adds everything to a decision. */
    void into(Decision.Builder decision, String unique) {
        decision.write(Documents.put(WorkflowKeys.workflow(workflow.id()), workflow, from.unchanged()));
        changed.forEach(name -> decision.write(
                Documents.put(WorkflowKeys.step(workflow.id(), name), require(name), Precondition.none())));
        unbornWrite().ifPresent(decision::write);
        queued.forEach(job -> addJob(job, decision));
        decision.writes(List.copyOf(writes.values()));
        decision.writes(trail.writes(unique));
        if (more) {
            decision.message(OutboxMessage.event(EventMessage.advance(workflow.id()), now));
        }
        decision.topic("workflow." + workflow.id());
    }

    private Optional<Write> unbornWrite() {
        if (List.copyOf(unborn).equals(from.unborn())) {
            return Optional.empty();
        }
        var sort = WorkflowKeys.unborn(workflow.id());
        return Optional.of(
                unborn.isEmpty()
                        ? new Write.Delete(sort, Precondition.none())
                        : Documents.put(sort, new Unborn(List.copyOf(unborn)), Precondition.none()));
    }

    private void addJob(JobRecord job, Decision.Builder decision) {
        decision.write(Documents.put(JobKeys.job(job.id()), job, Precondition.absent()));
        decision.write(LiveJob.queued(job).write());
        JobCommits.announcement(job, job.queuedAt()).ifPresent(decision::message);
    }

    private static void check(boolean allowed, String subject, Enum<?> before, Enum<?> after) {
        if (!allowed) {
            throw LandfallException.internal(
                    "The " + subject + " cannot go from " + before + " to " + after + ".", null);
        }
    }
}
