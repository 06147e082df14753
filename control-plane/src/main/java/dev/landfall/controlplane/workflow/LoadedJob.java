package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.records.Document;
import java.util.Optional;

/**
 * A job as it was read.
 *
 * @param attempt the attempt in question, when it exists
 */
public record LoadedJob(Document<JobRecord> job, Optional<Document<AttemptRecord>> attempt) {
    public JobRecord value() {
        return job.value();
    }

    /** Its attempt, when that exists and its lease holds. */
    public Optional<AttemptRecord> liveAttempt() {
        return attempt.map(Document::value).filter(found -> found.status().live());
    }
}
