package dev.landfall.protocol.job;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import java.time.Instant;
import java.util.List;

/**
 * What the control plane signs and a runner executes: this one attempt of this job, in this pool, until it expires.
 *
 * @param job whose partition is the install or project that the job belongs to
 * @param attempt counts from 1
 * @param issuedAt when it was signed
 * @param expiresAt after this a runner refuses to start it
 * @param timeoutSeconds how long the attempt may run from its claim; positive
 * @param cancelGraceSeconds between the interruption and the kill of a cancelled or timed-out process tree
 * @param secrets the references that this job may resolve; others are left as they stand in values
 * @param environmentName whose names the job's variables get, for people: the install's or project's name
 * @param work what to do
 */
public record JobSpec(
        JobId job,
        int attempt,
        PoolId pool,
        Instant issuedAt,
        Instant expiresAt,
        long timeoutSeconds,
        long cancelGraceSeconds,
        List<SecretRef> secrets,
        String environmentName,
        JobWork work) {

    public JobSpec {
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
        if (job == null || pool == null || issuedAt == null || expiresAt == null || work == null) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A job spec names its job, pool, work and the times it was issued and expires.");
        }
        if (attempt < 1 || timeoutSeconds < 1 || cancelGraceSeconds < 0) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A job spec needs an attempt and a timeout of at least 1, and a grace that is not negative.");
        }
    }
}
