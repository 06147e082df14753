package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.Lease;
import java.util.List;

/** What the executor says about an attempt. */
public interface AttemptEvents {

    /** The attempt entered or left a phase; all its phases so far. */
    void phases(Lease lease, List<PhaseReport> phases);

    /** The attempt is over, its processes are gone and its workspace is removed. Said exactly once. */
    void ended(Lease lease, JobResult result);
}
