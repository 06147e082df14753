package dev.landfall.controlplane.retention;

import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.job.JobKeys;
import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.retention.Retention.Left;
import dev.landfall.controlplane.workflow.EndedWorkflow;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WorkflowKeys;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes workflows that ended long ago, with their steps, jobs, attempts, transitions, plans and outputs; the workflow
 * itself last, so that a crash in between leaves something to find.
 */
final class OldWorkflows {
    /** Most workflows of a slice. */
    static final int MAX_WORKFLOWS = 20;

    private final Records records;
    private final Documents documents;
    private final Blobs blobs;
    private final Duration kept;

    OldWorkflows(Records records, Documents documents, Blobs blobs, Duration kept) {
        this.records = records;
        this.documents = documents;
        this.blobs = blobs;
        this.kept = kept;
    }

    Left slice(String partition, Instant now) {
        var query = RecordQuery.prefix(partition, WorkflowKeys.ENDED, MAX_WORKFLOWS + 1);
        var ended = documents.list(query, EndedWorkflow.class);
        var old = ended.stream()
                .filter(found -> !now.isBefore(found.value().at().plus(kept)))
                .limit(MAX_WORKFLOWS)
                .toList();
        old.forEach(found -> remove(partition, found));
        if (old.size() == MAX_WORKFLOWS) {
            return Left.FOR_NOW;
        }
        return ended.isEmpty() ? Left.NOTHING : Left.FOR_LATER;
    }

    private void remove(String partition, Document<EndedWorkflow> ended) {
        var id = ended.value().workflow();
        var workflow = documents.find(partition, WorkflowKeys.workflow(id), WorkflowRecord.class);
        boolean retried = workflow.isPresent()
                && !ended.value().at().equals(workflow.get().value().endedAt());
        if (retried) {
            documents.write(partition, new Write.Delete(ended.key().sort(), ended.unchanged()));
            return;
        }
        var steps = documents.list(
                RecordQuery.prefix(partition, WorkflowKeys.steps(id), RecordQuery.MAX_LIMIT), StepRecord.class);
        steps.forEach(step -> step.value().jobs().forEach(job -> removeJob(partition, job)));
        removeAll(partition, Trail.PREFIX + WorkflowKeys.local(id) + ".");
        removeAll(partition, WorkflowKeys.steps(id));
        delete(partition, last(id, ended));
    }

    private void removeJob(String partition, JobId job) {
        BlobFolder.remove(blobs, "jobs/" + job + "/");
        removeAll(partition, JobKeys.attempts(job));
        removeAll(partition, Trail.prefix(JobKeys.trail(job)));
        delete(partition, List.of(JobKeys.job(job)));
    }

    private static List<String> last(WorkflowId id, Document<EndedWorkflow> ended) {
        return List.of(
                WorkflowKeys.unborn(id), WorkflowKeys.workflow(id), ended.key().sort());
    }

    private void removeAll(String partition, String prefix) {
        var query = RecordQuery.prefix(partition, prefix, Batch.MAX_WRITES);
        var found = records.list(query).records();
        while (!found.isEmpty()) {
            delete(partition, found.stream().map(stored -> stored.key().sort()).toList());
            found = records.list(query).records();
        }
    }

    private void delete(String partition, List<String> sorts) {
        var writes = new ArrayList<Write>();
        sorts.forEach(sort -> writes.add(new Write.Delete(sort, Precondition.none())));
        documents.write(partition, writes);
    }
}
