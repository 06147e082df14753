package dev.landfall.integration.simulator;

import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.event.DeadLetters;
import dev.landfall.controlplane.event.Events;
import dev.landfall.controlplane.event.Tick;
import dev.landfall.controlplane.lease.Leases;
import dev.landfall.controlplane.logs.KeepLogChunk;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.retention.Retention;
import dev.landfall.controlplane.retention.RetentionSettings;
import dev.landfall.controlplane.runners.Pools;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.controlplane.workflow.WaitingJobs;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.id.PartitionId;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One process of the control plane: the real use cases, with what they remember until they die. */
final class ControlPlaneProcess {
    private final Workflows workflows;
    private final Sessions sessions;
    private final Pools pools;
    private final Leases leases;
    private final Events events;
    private final Tick tick;
    private final KeepLogChunk logs;
    private final Documents documents;

    ControlPlaneProcess(Ports ports) {
        var records = ports.records();
        var queues = ports.queues();
        var clock = ports.clock();
        var ids = ports.ids();
        var metrics = new Metrics();
        documents = new Documents(records, ids);
        var due = new DueIndex(documents);
        var outbox = new Outbox(records, due, queues, ports.wakeUp(), metrics, clock, ids);
        workflows = new Workflows(records, outbox, List.of(new SimulatedRules()), metrics, clock, ids);
        sessions = new Sessions(records, queues, ports.signer(), ports.secrets(), clock, ids);
        pools = new Pools(records, queues, clock, ids);
        leases = Leases.of(
                workflows.commits(), sessions, outbox, new KeyRing(documents, ports.signer(), clock), metrics, clock);
        events = new Events(leases.check(), workflows, List.of());
        tick = new Tick(
                documents,
                due,
                outbox,
                leases.check(),
                new WaitingJobs(workflows.commits(), clock),
                new Retention(records, ports.blobs(), RetentionSettings.STANDARD, clock, ids),
                new DeadLetters(documents, queues, metrics, clock),
                List.of(),
                metrics,
                clock);
        logs = new KeepLogChunk(documents, ports.blobs(), ports.wakeUp());
    }

    Workflows workflows() {
        return workflows;
    }

    Sessions sessions() {
        return sessions;
    }

    Pools pools() {
        return pools;
    }

    Leases leases() {
        return leases;
    }

    Events events() {
        return events;
    }

    Tick tick() {
        return tick;
    }

    KeepLogChunk logs() {
        return logs;
    }

    boolean knowsDelivery(PartitionId partition, String id) {
        return documents
                .find(partition.value(), "delivery." + id, JsonNode.class)
                .isPresent();
    }
}
