package dev.landfall.integration.simulator;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Those who ask the control plane for something: senders of events, who repeat until they are answered, and people. */
final class People {
    private static final Actor ALICE = Actor.token("alice");
    private static final List<PartitionId> PARTITIONS = List.of(new PartitionId("pr_1"), new PartitionId("in_1"));

    private final World world;
    private final Random random;
    private final Map<String, NewWorkflow> unanswered = new LinkedHashMap<>();
    private final List<String> answered = new ArrayList<>();
    private int events;
    private int changes;

    People(World world) {
        this.world = world;
        this.random = world.random();
    }

    /** Something happens in a repository, and its sender says so. */
    void event() {
        var id = "event-" + ++events;
        unanswered.put(id, workflow(Shapes.pipeline(random), id, started -> List.of(delivery(id, started))));
        deliver(id);
    }

    /** A sender repeats what it got no answer to, or what it thinks it got none to. */
    void repeat() {
        if (!unanswered.isEmpty()) {
            deliver(any(List.copyOf(unanswered.keySet())));
        }
    }

    void repeatAll() {
        List.copyOf(unanswered.keySet()).stream()
                .filter(id -> !answered.contains(id))
                .forEach(this::deliver);
    }

    boolean allAnswered() {
        return answered.containsAll(unanswered.keySet());
    }

    void change() {
        var name = "change-" + ++changes;
        var wanted = workflow(Shapes.change(random), name, started -> List.of());
        ask("starts " + name, process -> {
            var started = process.workflows().start(wanted);
            requireStored(started.id());
        });
    }

    /** What waits for approval is approved, mostly. */
    void decide() {
        for (WorkflowRecord workflow : with(WorkflowStatus.AWAITING_APPROVAL)) {
            boolean yes = random.nextInt(5) > 0;
            ask((yes ? "approves " : "denies ") + workflow.id(), process -> {
                if (yes) {
                    process.workflows().approve(workflow.id(), Optional.empty(), Optional.empty(), ALICE);
                } else {
                    process.workflows().deny(workflow.id(), Optional.empty(), "no", ALICE);
                }
            });
        }
    }

    void cancel() {
        var running = with(WorkflowStatus.RUNNING);
        if (!running.isEmpty()) {
            var id = any(running).id();
            ask("cancels " + id, process -> process.workflows().cancel(id, "changed my mind", ALICE));
        }
    }

    void cancelJob() {
        var jobs = jobs(JobStatus.QUEUED, JobStatus.RUNNING);
        if (!jobs.isEmpty()) {
            var id = any(jobs);
            ask("cancels " + id, process -> process.workflows().jobs().cancel(id, "changed my mind", ALICE));
        }
    }

    void retry() {
        var failed = new ArrayList<>(with(WorkflowStatus.FAILED));
        failed.addAll(with(WorkflowStatus.CANCELLED));
        if (!failed.isEmpty()) {
            var id = any(failed).id();
            ask("retries " + id, process -> process.workflows().retry(id, Optional.empty(), ALICE));
        }
    }

    /** Each event that was answered, once; each change at most once. */
    void requireOneWorkflowEach() {
        for (String id : answered) {
            Violation.unless(
                    world.ledger().workflows().startedBy(id) == 1,
                    Invariant.ONE_WORKFLOW_PER_EVENT,
                    id + " started " + world.ledger().workflows().startedBy(id) + " workflows");
        }
    }

    private void deliver(String id) {
        var wanted = unanswered.get(id);
        if (wanted != null && ask("delivers " + id, process -> take(process, id, wanted))) {
            answered.add(id);
            requireOneWorkflowEach();
        }
    }

    /** As the webhook's use case does: stored in the batch of the workflow, and only once. */
    private static void take(ControlPlaneProcess process, String id, NewWorkflow wanted) {
        try {
            if (!process.knowsDelivery(wanted.partition(), id)) {
                process.workflows().start(wanted);
            }
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.CONFLICT || !process.knowsDelivery(wanted.partition(), id)) {
                throw e;
            }
        }
    }

    private static Write delivery(String id, WorkflowId started) {
        return Documents.put("delivery." + id, Map.of("workflow", started.value()), Precondition.absent());
    }

    private NewWorkflow workflow(Shapes.Shape shape, String trigger, Function<WorkflowId, List<Write>> writes) {
        var params = Json.mapper().createObjectNode().put("pool", world.pool().value());
        return new NewWorkflow(
                World.ORG,
                any(PARTITIONS),
                SimulatedRules.KIND,
                shape.changing(),
                trigger,
                ALICE,
                params,
                shape.steps(),
                writes);
    }

    private boolean ask(String what, Consumer<ControlPlaneProcess> use) {
        world.trace().line("somebody " + what);
        try {
            world.controlPlanes().run(use);
            return true;
        } catch (LandfallException e) {
            world.trace().line("  answered " + e.kind());
            Violation.unless(
                    e.kind() == ErrorKind.UNAVAILABLE || e.kind() == ErrorKind.CONFLICT,
                    Invariant.NO_DEFECT,
                    "somebody " + what + " and was told " + e.publicMessage());
            return false;
        }
    }

    private void requireStored(WorkflowId id) {
        Violation.unless(
                world.ledger().workflows().knows(id),
                Invariant.ANSWERED_IS_STORED,
                id + " was answered and is not there");
    }

    private List<WorkflowRecord> with(WorkflowStatus status) {
        return world.ledger().workflows().all().stream()
                .filter(workflow -> workflow.status() == status)
                .toList();
    }

    private List<JobId> jobs(JobStatus one, JobStatus other) {
        return world.ledger().jobs().all().stream()
                .filter(job -> job.status() == one || job.status() == other)
                .map(job -> job.id())
                .toList();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
