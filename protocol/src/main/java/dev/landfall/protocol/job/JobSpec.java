package dev.landfall.protocol.job;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param org whose job it is, for the tags of its sessions; null from a control plane of the version before
 * @param operation under which it runs; null when it runs without an identity
 * @param identity as whom its processes appear to clouds and clusters
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
        JobWork work,
        @Nullable OrgId org,
        @Nullable JobOperation operation,
        JobIdentity identity) {

    public JobSpec {
        identity = identity == null ? JobIdentity.NONE : identity;
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
        if (job == null || pool == null || issuedAt == null || expiresAt == null || work == null) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A job spec names its job, pool, work and the times it was issued and expires.");
        }
        if (attempt < 1 || timeoutSeconds < 1 || cancelGraceSeconds < 0) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A job spec needs an attempt and a timeout of at least 1, and a grace that is not negative.");
        }
        if (!(identity instanceof JobIdentity.None) && (org == null || operation == null)) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A job spec with an identity names its org and its operation.");
        }
    }

    /** A job that runs without an identity. */
    public JobSpec(
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
        this(
                job,
                attempt,
                pool,
                issuedAt,
                expiresAt,
                timeoutSeconds,
                cancelGraceSeconds,
                secrets,
                environmentName,
                work,
                null,
                null,
                JobIdentity.NONE);
    }
}
