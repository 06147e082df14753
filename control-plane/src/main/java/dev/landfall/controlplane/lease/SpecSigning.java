package dev.landfall.controlplane.lease;

import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimReply;
import java.time.Duration;
import java.time.InstantSource;

/** Builds and signs what a runner executes. */
final class SpecSigning {
    /** So long after its claim an attempt may be started. */
    static final Duration START_WITHIN = Duration.ofMinutes(15);

    private final KeyRing keys;
    private final InstantSource clock;

    SpecSigning(KeyRing keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    ClaimReply reply(JobRecord job, AttemptRecord attempt) {
        var signed = keys.sign(Json.write(spec(job, attempt)));
        return new ClaimReply(attempt.lease(), signed.text(), signed.certificate(), clock.instant());
    }

    private static JobSpec spec(JobRecord job, AttemptRecord attempt) {
        var request = job.request();
        return new JobSpec(
                job.id(),
                attempt.number(),
                request.pool(),
                attempt.claimedAt(),
                attempt.claimedAt().plus(START_WITHIN),
                request.timeout().toSeconds(),
                JobRequest.CANCEL_GRACE.toSeconds(),
                request.secrets(),
                request.environmentName(),
                request.work(),
                job.org(),
                request.operation(),
                request.identity());
    }
}
