package dev.landfall.controlplane.retention;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.retention.Retention.Left;
import dev.landfall.controlplane.workflow.EndedWorkflow;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WorkflowKeys;
import dev.landfall.protocol.id.JobId;
import java.time.Duration;
import java.time.Instant;

/** Removes the logs of jobs whose workflow has ended long ago. */
final class OldLogs {
    /** Most workflows of a slice. */
    static final int MAX_WORKFLOWS = 10;

    private static final int MAX_STEPS = 1000;

    private final Documents documents;
    private final Blobs blobs;
    private final Duration kept;

    OldLogs(Documents documents, Blobs blobs, Duration kept) {
        this.documents = documents;
        this.blobs = blobs;
        this.kept = kept;
    }

    Left slice(String partition, Instant now) {
        var query = RecordQuery.prefix(partition, WorkflowKeys.ENDED_WITH_LOGS, MAX_WORKFLOWS + 1);
        var ended = documents.list(query, EndedWorkflow.class);
        var old = ended.stream()
                .filter(found -> !now.isBefore(found.value().at().plus(kept)))
                .limit(MAX_WORKFLOWS)
                .toList();
        old.forEach(this::removeLogs);
        if (old.size() == MAX_WORKFLOWS) {
            return Left.FOR_NOW;
        }
        return ended.isEmpty() ? Left.NOTHING : Left.FOR_LATER;
    }

    private void removeLogs(Document<EndedWorkflow> ended) {
        var workflow = ended.value().workflow();
        var partition = ended.key().partition();
        documents
                .list(RecordQuery.prefix(partition, WorkflowKeys.steps(workflow), MAX_STEPS), StepRecord.class)
                .forEach(step -> step.value().jobs().forEach(this::removeLogs));
        documents.write(
                partition,
                new Write.Delete(ended.key().sort(), ended.unchanged()),
                Documents.put(
                        WorkflowKeys.ended(
                                WorkflowKeys.ENDED, workflow, ended.value().at()),
                        ended.value(),
                        Precondition.none()));
    }

    private void removeLogs(JobId job) {
        BlobFolder.remove(blobs, "logs/" + job + "/");
    }
}
