package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import java.time.Instant;

/** What the handler of one attempt may use. Calls block; those that wait end early when the attempt is cancelled. */
public interface JobContext {

    /** The verified spec. */
    JobSpec spec();

    Lease lease();

    JobFolders folders();

    JobLog log();

    Secrets secrets();

    /**
     * Runs a child process in the job's process tree and waits for its end and for the end of its output. When the
     * attempt is cancelled or times out, the tree is interrupted with the command's signal and killed after the spec's
     * grace; then this returns the code that the process ended with.
     *
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the program cannot be started, LIMIT when a
     *     captured output is longer than the command allows, CONFLICT when the attempt was cancelled before the start
     */
    ProcessExit run(Command command);

    Cancellation cancellation();

    BlobTransfer blobs();

    /** The runner's client with its current session; every call names {@link #lease()}. */
    ControlPlaneClient client();

    /** By the runner's clock. */
    Instant now();
}
