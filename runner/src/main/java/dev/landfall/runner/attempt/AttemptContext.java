package dev.landfall.runner.attempt;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.BlobTransfer;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.job.JobLog;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.job.Secrets;
import java.time.Instant;
import java.time.InstantSource;

/** What one attempt's handler gets; the cleanup gets one with a cancellation of its own. */
record AttemptContext(
        Assignment assignment,
        JobFolders folders,
        AttemptLog attemptLog,
        Secrets secrets,
        BlobTransfer blobs,
        ControlPlaneClient client,
        AttemptCommands commands,
        Shelter shelter,
        AttemptCancellation attemptCancellation,
        InstantSource clock)
        implements JobContext {

    AttemptContext with(AttemptCancellation other) {
        return new AttemptContext(
                assignment, folders, attemptLog, secrets, blobs, client, commands, shelter, other, clock);
    }

    @Override
    public JobSpec spec() {
        return assignment.spec();
    }

    @Override
    public Lease lease() {
        return assignment.lease();
    }

    @Override
    public JobLog log() {
        return attemptLog;
    }

    @Override
    public ProcessExit run(Command command) {
        return commands.run(command, this);
    }

    @Override
    public Cancellation cancellation() {
        return attemptCancellation;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
