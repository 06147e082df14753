package dev.landfall.integration.simulator;

import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WorkflowKeys;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.protocol.json.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The store itself, beneath all faults: holds every batch that it takes against the invariants. */
final class Ledger implements Records {
    private final Records records;
    private final Trace trace;
    private final JobAudit jobs = new JobAudit();
    private final WorkflowAudit workflows = new WorkflowAudit();
    private final Set<String> batches = new HashSet<>();
    private final Set<String> leftovers = new TreeSet<>();

    Ledger(Records records, Trace trace) {
        this.records = records;
        this.trace = trace;
    }

    JobAudit jobs() {
        return jobs;
    }

    WorkflowAudit workflows() {
        return workflows;
    }

    /** Keys of what must be gone in the end: outbox entries, marks of living jobs, locks. */
    Set<String> leftovers() {
        return leftovers;
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        return records.find(key);
    }

    @Override
    public RecordPage list(RecordQuery query) {
        return records.list(query);
    }

    @Override
    public BatchOutcome write(Batch batch) {
        var outcome = records.write(batch);
        if (outcome instanceof BatchOutcome.Written && batches.add(batch.partition() + " " + batch.writeId())) {
            audit(batch);
        }
        return outcome;
    }

    private void audit(Batch batch) {
        var moves = new Moves(trace);
        for (Write write : batch.writes()) {
            if (write instanceof Write.Put put && put.sort().startsWith(Trail.PREFIX)) {
                moves.add(put.sort(), Json.read(bytes(put), Trail.Entry.class));
            }
        }
        for (Write write : batch.writes()) {
            switch (write) {
                case Write.Put put -> audit(batch.partition(), put, moves);
                case Write.Delete delete -> leftovers.remove(batch.partition() + "/" + delete.sort());
            }
        }
        jobs.requireOneLiveLease();
        workflows.requireOneChanging();
    }

    private void audit(String partition, Write.Put put, Moves moves) {
        var sort = put.sort();
        if (sort.startsWith("job.")) {
            jobs.changed(Json.read(bytes(put), JobRecord.class), moves);
        } else if (sort.startsWith("attempt.")) {
            jobs.changed(Json.read(bytes(put), AttemptRecord.class), moves);
        } else if (sort.startsWith(WorkflowKeys.WORKFLOW_PREFIX)) {
            workflows.changed(Json.read(bytes(put), WorkflowRecord.class), moves);
        } else if (sort.startsWith("step.")) {
            workflows.changed(Json.read(bytes(put), StepRecord.class), moves);
        } else if (sort.startsWith("out.") || sort.startsWith("live.") || sort.equals(WorkflowKeys.LOCK)) {
            leftovers.add(partition + "/" + sort);
        }
    }

    private static byte[] bytes(Write.Put put) {
        return put.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
