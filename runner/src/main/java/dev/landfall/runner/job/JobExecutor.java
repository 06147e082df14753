package dev.landfall.runner.job;

import dev.landfall.protocol.lease.Lease;

/** Runs attempts. Their phases and ends are told to {@link AttemptEvents}. */
public interface JobExecutor {

    /** Starts an attempt and returns at once. Whatever goes wrong is the attempt's result. */
    void start(Assignment assignment);

    /** Ends an attempt early: interruption, grace, kill. The first cause counts; an unknown lease is ignored. */
    void cancel(Lease lease, Cancellation.Cause cause);
}
