package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.http.PageRequest;
import dev.landfall.controlplane.outbox.Decision;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.project.CiRules;
import dev.landfall.controlplane.project.CiStart;
import dev.landfall.controlplane.project.Project;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.WorkflowKeys;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in: each is stored in the same batch as the workflow that it starts, so that an answered delivery is
 * never lost and the same one twice starts one workflow. Thread-safe.
 */
final class Deliveries {

    /** Larger bodies go to a blob, so that the record stays under the store's limit. */
    static final int MAX_RECORD_BODY_BYTES = 32 * 1024;

    private static final Actor SENDER = Actor.webhook("github");

    private final Documents documents;
    private final Blobs blobs;
    private final Outbox outbox;
    private final Workflows workflows;
    private final InstantSource clock;

    Deliveries(Documents documents, Blobs blobs, Outbox outbox, Workflows workflows, InstantSource clock) {
        this.documents = documents;
        this.blobs = blobs;
        this.outbox = outbox;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** A page of deliveries, the newest first. */
    record Page(List<Delivery> deliveries, @Nullable String position) {}

    /** Stores a delivery and starts what it asks for; durable when it returns. */
    Receipt receive(Project project, RawDelivery raw) {
        var partition = project.id().value();
        if (find(project, raw.id()).isPresent()) {
            return duplicate(raw);
        }
        var verdict = Verdict.of(project, raw);
        return switch (verdict) {
            case Verdict.Start start -> start(project, raw, start.start());
            case Verdict.Ignore ignore ->
                keep(partition, delivery(partition, raw, Delivery.Status.IGNORED, ignore.reason()));
            case Verdict.Reject reject ->
                keep(partition, delivery(partition, raw, Delivery.Status.REJECTED, reject.reason()));
        };
    }

    /**
     * Takes a stored delivery once more, by the project's filters of now.
     *
     * @throws LandfallException NOT_FOUND when there is none with that id, or its body is gone
     */
    Receipt redeliver(Project project, String id, Actor actor) {
        var found = find(project, id)
                .orElseThrow(() -> LandfallException.notFound("The project '" + project.name() + "' has no delivery "
                        + id + "; see 'landfall events list'."));
        var kept = found.value();
        var raw = new RawDelivery(kept.id(), kept.event(), kept.contentType(), body(kept));
        return switch (Verdict.of(project, raw)) {
            case Verdict.Start start -> {
                var workflow = workflow(
                        project,
                        start.start(),
                        actor,
                        started -> List.of(Documents.put(
                                Delivery.sort(id),
                                kept.redelivered(Delivery.Status.ACCEPTED, null, started),
                                found.unchanged())));
                yield new Receipt(Receipt.Status.ACCEPTED, id, null, workflow);
            }
            case Verdict.Ignore ignore ->
                again(project, found, Delivery.Status.IGNORED, Receipt.Status.IGNORED, ignore.reason());
            case Verdict.Reject reject ->
                again(project, found, Delivery.Status.REJECTED, Receipt.Status.REJECTED, reject.reason());
        };
    }

    Page page(Project project, PageRequest page) {
        var query = new RecordQuery(project.id().value(), Delivery.ORDER_PREFIX, page.after(), page.limit());
        var order = documents.list(query, Delivery.Order.class);
        var deliveries = order.stream()
                .flatMap(entry -> find(project, entry.value().delivery()).stream())
                .map(Document::value)
                .toList();
        return new Page(
                deliveries,
                order.size() < page.limit() ? null : order.getLast().key().sort());
    }

    private Receipt start(Project project, RawDelivery raw, CiStart start) {
        var partition = project.id().value();
        var delivery = delivery(partition, raw, Delivery.Status.ACCEPTED, null);
        try {
            var workflow = workflow(project, start, SENDER, started -> accepted(delivery, started));
            return new Receipt(Receipt.Status.ACCEPTED, raw.id(), null, workflow);
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.CONFLICT && find(project, raw.id()).isPresent()) {
                return duplicate(raw);
            }
            throw e;
        }
    }

    private WorkflowId workflow(Project project, CiStart start, Actor actor, Function<WorkflowId, List<Write>> writes) {
        return workflows
                .start(new NewWorkflow(
                        project.org(),
                        new PartitionId(project.id().value()),
                        CiRules.KIND,
                        Changing.BESIDE,
                        start.event() + " " + start.branch(),
                        actor,
                        start.params(),
                        List.of(CiRules.evaluateStep()),
                        writes))
                .id();
    }

    private Receipt keep(String partition, Delivery delivery) {
        var status = delivery.status() == Delivery.Status.IGNORED ? Receipt.Status.IGNORED : Receipt.Status.REJECTED;
        return outbox.commit(partition, Decision.writing(writes(delivery))) instanceof BatchOutcome.Written
                ? new Receipt(status, delivery.id(), delivery.reason(), null)
                : new Receipt(Receipt.Status.DUPLICATE, delivery.id(), null, null);
    }

    private Receipt again(
            Project project, Document<Delivery> found, Delivery.Status kept, Receipt.Status told, String reason) {
        var next = found.value().redelivered(kept, reason, found.value().workflow());
        documents.require(project.id().value(), Documents.put(found.key().sort(), next, found.unchanged()));
        return new Receipt(told, next.id(), reason, null);
    }

    /** The path of every job that it leads to begins with the delivery. */
    private static List<Write> accepted(Delivery delivery, WorkflowId workflow) {
        var arrived = new Transition(
                delivery.receivedAt(), SENDER, "delivery " + delivery.id(), null, "accepted", delivery.event());
        var writes = new ArrayList<>(writes(delivery.accepted(workflow)));
        writes.addAll(new Trail().add(WorkflowKeys.trail(workflow), arrived).writes("delivery"));
        return writes;
    }

    private static List<Write> writes(Delivery delivery) {
        var writes = new ArrayList<Write>();
        writes.add(Documents.put(Delivery.sort(delivery.id()), delivery, Precondition.absent()));
        writes.add(Documents.put(
                delivery.orderSort(), new Delivery.Order(delivery.id(), delivery.receivedAt()), Precondition.none()));
        return writes;
    }

    private Delivery delivery(String partition, RawDelivery raw, Delivery.Status status, @Nullable String reason) {
        boolean small = raw.body().length <= MAX_RECORD_BODY_BYTES;
        var blob = small ? null : "deliveries/" + partition + "/" + raw.id();
        if (blob != null) {
            blobs.put(blob, raw.body());
        }
        return new Delivery(
                raw.id(),
                raw.event(),
                raw.contentType(),
                clock.instant(),
                status,
                reason,
                null,
                0,
                small ? raw.body() : null,
                blob);
    }

    private byte[] body(Delivery kept) {
        var body = kept.body();
        var blob = kept.blob();
        if (body != null) {
            return body;
        }
        return Optional.ofNullable(blob)
                .flatMap(blobs::find)
                .orElseThrow(() -> LandfallException.notFound("The body of delivery " + kept.id()
                        + " is not kept any more; let the sender deliver it again."));
    }

    private Optional<Document<Delivery>> find(Project project, String id) {
        return documents.find(project.id().value(), Delivery.sort(id), Delivery.class);
    }

    private static Receipt duplicate(RawDelivery raw) {
        return new Receipt(Receipt.Status.DUPLICATE, raw.id(), null, null);
    }
}
