package dev.landfall.runner.lease;

import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import java.util.List;

/**
 * What the next process of this runner has to know when this one dies: claims that were asked for, leases that were held,
 * and ends that were not acknowledged. Thread-safe.
 */
public interface LeaseJournal {

    /**
     * Before a claim is sent: when its reply gets lost, the same claim is sent again.
     *
     * @return the same request, or the earlier one for that attempt whose outcome is still unknown
     */
    ClaimRequest intend(ClaimRequest request);

    /**
     * The claim was granted. A lease whose job goes on while disconnected survives a crash of the machine, others one of
     * the process: losing those costs only the time until the control plane notices.
     */
    void hold(ClaimRequest request, Lease lease, DisconnectPolicy policy);

    /** The attempt's end, so that it can be reported after a restart. Durable when this returns. */
    void keepResult(Lease lease, JobResult result);

    /** The claim was refused. */
    void forget(ClaimRequest request);

    /** The end is acknowledged, or the lease is lost. */
    void forget(Lease lease);

    /** Claims whose outcome is unknown. */
    List<ClaimRequest> intents();

    /** A lease of an earlier process that this one goes on with: it is no orphan any more. */
    void adopt(Lease lease);

    /** Leases of an earlier process without a kept result; to be named as lost. */
    List<Lease> orphans();

    /** Results of an earlier process, still to be reported. */
    List<CompleteRequest> results();
}
