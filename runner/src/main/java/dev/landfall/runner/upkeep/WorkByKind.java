package dev.landfall.runner.upkeep;

import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.Assignment;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.JobExecutor;

/** Sends each assignment where its work is done. Thread-safe. */
public final class WorkByKind implements JobExecutor {

    private final JobExecutor jobs;
    private final Upkeep upkeep;

    public WorkByKind(JobExecutor jobs, Upkeep upkeep) {
        this.jobs = jobs;
        this.upkeep = upkeep;
    }

    @Override
    public void start(Assignment assignment) {
        switch (assignment.spec().work()) {
            case RunnerWork own -> upkeep.start(assignment.lease(), own);
            case TerraformWork terraform -> jobs.start(assignment);
            case ActionWork action -> jobs.start(assignment);
            case EvaluateWork evaluate -> jobs.start(assignment);
            case CiWork ci -> jobs.start(assignment);
        }
    }

    /** What the runner does to itself cannot be taken back. */
    @Override
    public void cancel(Lease lease, Cancellation.Cause cause) {
        jobs.cancel(lease, cause);
    }
}
