package dev.landfall.controlplane.job;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs and attempts to decide about. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final RunnerId RUNNER = new RunnerId("rn_1");
    static final PoolId POOL = new PoolId("pool_1");

    private Samples() {}

    static JobRecord job() {
        return job(new CiWork("build", "true", Map.of(), null, null));
    }

    static JobRecord apply() {
        return job(new TerraformWork(
                TerraformWork.Operation.APPLY,
                false,
                null,
                new SourceRef.Archive("configs/1", "00", "."),
                "main",
                Map.of(),
                List.of(),
                Map.of(),
                new TerraformWork.ApprovedPlan("plans/1", "00", "11")));
    }

    static AttemptRecord attempt(JobRecord claimed) {
        return AttemptRecord.claimed(claimed, RUNNER, "boot", "claim", NOW);
    }

    private static JobRecord job(JobWork work) {
        var request =
                new JobRequest("build", work, POOL, List.of(), Duration.ofMinutes(10), RetryPolicy.standard(), "web");
        return JobRecord.queued(
                new JobId("pr_1.jb_1"), new OrgId("org_1"), new WorkflowId("pr_1.wf_1"), "build", request, NOW);
    }
}
