package dev.landfall.runner.fake;

import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.lease.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the model control plane knows about one job. Guarded by the model. */
public final class ModelJob {

    JobSpec spec;
    final SigningKeys signer;
    long fence;

    @Nullable String claimId;

    @Nullable Lease lease;

    @Nullable JobResult result;

    boolean cancelled;
    int heartbeats;
    int claims;
    final List<PhaseReport> phases = new ArrayList<>();
    final Map<Long, byte[]> logChunks = new TreeMap<>();

    ModelJob(JobSpec spec, SigningKeys signer) {
        this.spec = spec;
        this.signer = signer;
    }
}
