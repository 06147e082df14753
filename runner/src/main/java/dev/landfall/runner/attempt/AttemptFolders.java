package dev.landfall.runner.attempt;

import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.JobFolders;

/** Makes and removes workspaces. Thread-safe. */
public interface AttemptFolders {

    /**
     * @throws dev.landfall.protocol.error.LandfallException UNAVAILABLE when there is no room for it
     */
    JobFolders create(Lease lease);

    /** Removes all of it, whatever rights the job set. What cannot be removed is logged and left for the next sweep. */
    void remove(JobFolders folders);
}
