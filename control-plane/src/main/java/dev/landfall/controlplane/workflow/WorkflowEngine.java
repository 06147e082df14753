package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Decision;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.WorkflowId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads a workflow, lets {@link Advance} decide, and commits. Every use case that touches a workflow goes through here.
 * Thread-safe.
 */
final class WorkflowEngine {
    /** So many decisions in a row are made in one call; what is left then goes on by message. */
    static final int MAX_ROUNDS = 20;

    private final Records records;
    private final Documents documents;
    private final Outbox outbox;
    private final RecentPartitions recent;
    private final Map<String, WorkflowRules> rules;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Ids ids;

    WorkflowEngine(
            Records records,
            Outbox outbox,
            Collection<? extends WorkflowRules> rules,
            Metrics metrics,
            InstantSource clock,
            Ids ids) {
        this.records = records;
        this.documents = new Documents(records, ids);
        this.outbox = outbox;
        this.recent = new RecentPartitions(documents);
        this.rules = rules.stream().collect(Collectors.toUnmodifiableMap(WorkflowRules::kind, Function.identity()));
        this.metrics = metrics;
        this.clock = clock;
        this.ids = ids;
    }

    Documents documents() {
        return documents;
    }

    RecentPartitions recent() {
        return recent;
    }

    Optional<Document<WorkflowRecord>> find(WorkflowId id) {
        return documents.find(id.partition().value(), WorkflowKeys.workflow(id), WorkflowRecord.class);
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    Document<WorkflowRecord> require(WorkflowId id) {
        return find(id).orElseThrow(() -> LandfallException.notFound(
                "There is no workflow " + id + "; it never was, or it is older than what is kept."));
    }

    /** In their order. */
    List<StepRecord> steps(WorkflowId id) {
        var query = RecordQuery.prefix(id.partition().value(), WorkflowKeys.steps(id), Appending.MAX_STEPS);
        return documents.list(query, StepRecord.class).stream()
                .map(Document::value)
                .sorted(Comparator.comparingInt(StepRecord::ordinal))
                .toList();
    }

    WorkflowRules rules(String kind) {
        var found = rules.get(kind);
        if (found == null) {
            throw LandfallException.internal("No rules for workflows of kind '" + kind + "' are installed.", null);
        }
        return found;
    }

    /** A decision about a workflow as it stands. */
    Optional<Progress> open(WorkflowId id, Actor actor) {
        return find(id).map(found -> new Progress(snapshot(found), actor, clock.instant()));
    }

    /** A decision about a workflow that is about to start. */
    Progress open(WorkflowRecord workflow, List<StepDefinition> steps) {
        var snapshot =
                new WorkflowSnapshot(workflow, Precondition.absent(), List.of(), List.of(), documentsFor(workflow));
        var progress = new Progress(snapshot, workflow.actor(), clock.instant());
        progress.unborn().addAll(steps);
        return progress;
    }

    /** Lets the workflow go as far as it can. */
    void advance(Progress progress) {
        Advance.run(progress, rules(progress.workflow().kind()), ids);
    }

    /** Commits a decision together with what is in the builder already. */
    BatchOutcome commit(Progress progress, Decision.Builder decision) {
        var workflow = progress.workflow();
        if (progress.queuedAnything()) {
            recent.note(workflow.org(), workflow.id().partition(), clock.instant());
        }
        progress.into(decision, ids.next("wr"));
        var outcome = outbox.commit(workflow.id().partition().value(), decision.build());
        if (outcome instanceof BatchOutcome.Written && workflow.status().ended()) {
            metrics.counter(
                            "landfall_workflows_ended_total",
                            "Workflows that ended",
                            "kind",
                            workflow.kind(),
                            "status",
                            workflow.status().wire())
                    .increment();
        }
        return outcome;
    }

    /** Goes on with a workflow until nothing more can be decided. */
    void settle(WorkflowId id) {
        boolean more = true;
        for (int round = 0; more && round < MAX_ROUNDS; round++) {
            more = change(id, Actor.controlPlane(), progress -> {})
                    .map(Progress::more)
                    .orElse(false);
        }
    }

    /**
     * Changes a workflow and lets it go as far as it can.
     *
     * @return the decision as it was committed; empty when there is no such workflow
     */
    Optional<Progress> change(WorkflowId id, Actor actor, Consumer<Progress> change) {
        return Tries.until(() -> {
            var opened = open(id, actor);
            if (opened.isEmpty()) {
                return Optional.of(Optional.empty());
            }
            var progress = opened.get();
            change.accept(progress);
            if (!progress.workflow().status().ended()) {
                advance(progress);
            }
            boolean done =
                    !progress.changedAnything() || commit(progress, Decision.builder()) instanceof BatchOutcome.Written;
            return done ? Optional.of(Optional.of(progress)) : Optional.empty();
        });
    }

    private WorkflowSnapshot snapshot(Document<WorkflowRecord> found) {
        var workflow = found.value();
        var unborn = workflow.unbornCount() == 0
                ? List.<StepDefinition>of()
                : documents
                        .find(found.key().partition(), WorkflowKeys.unborn(workflow.id()), Unborn.class)
                        .map(kept -> kept.value().steps())
                        .orElse(List.of());
        return new WorkflowSnapshot(workflow, found.unchanged(), steps(workflow.id()), unborn, documentsFor(workflow));
    }

    private Map<String, StoredRecord> documentsFor(WorkflowRecord workflow) {
        var found = new HashMap<String, StoredRecord>();
        for (String sort : rules(workflow.kind()).reads(workflow)) {
            records.find(new RecordKey(workflow.id().partition().value(), sort))
                    .ifPresent(stored -> found.put(sort, stored));
        }
        return found;
    }
}
