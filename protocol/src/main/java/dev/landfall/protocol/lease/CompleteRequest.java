package dev.landfall.protocol.lease;

import dev.landfall.protocol.job.JobResult;

/** Ends an attempt. The same request again is answered as the first was; a stale fencing number is a conflict. */
public record CompleteRequest(Lease lease, JobResult result) {}
