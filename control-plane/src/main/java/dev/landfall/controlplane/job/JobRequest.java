package dev.landfall.controlplane.job;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.SecretRef;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step wants to have run. The signed spec of each attempt is built from it.
 *
 * @param name for people
 * @param secrets the references that the job may resolve
 * @param timeout from the claim of an attempt to its interruption, 1 second to {@link #MAX_TIMEOUT}
 * @param environmentName the install's or project's name
 * @param operation under which it runs; null when it runs without an identity
 * @param identity as whom its processes appear to clouds and clusters
 * @param runner the one that shall do it; null = any of the pool
 */
public record JobRequest(
        String name,
        JobWork work,
        PoolId pool,
        List<SecretRef> secrets,
        Duration timeout,
        RetryPolicy retry,
        String environmentName,
        @Nullable JobOperation operation,
        JobIdentity identity,
        @Nullable RunnerId runner) {
    /** The longest job. */
    public static final Duration MAX_TIMEOUT = Duration.ofHours(24);

    /** Between the interruption and the kill of a cancelled or timed-out job. */
    public static final Duration CANCEL_GRACE = Duration.ofSeconds(30);

    public JobRequest {
        identity = identity == null ? JobIdentity.NONE : identity;
        secrets = List.copyOf(secrets);
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw LandfallException.invalid("The timeout of job '" + name + "' is " + timeout + "; use 1 second to "
                    + MAX_TIMEOUT.toHours() + " hours.");
        }
    }

    /** A job that runs without an identity. */
    public JobRequest(
            String name,
            JobWork work,
            PoolId pool,
            List<SecretRef> secrets,
            Duration timeout,
            RetryPolicy retry,
            String environmentName) {
        this(name, work, pool, secrets, timeout, retry, environmentName, null, JobIdentity.NONE, null);
    }

    /** Work of one runner on itself. It is tried once: whoever asked sees what came of it and can ask again. */
    public static JobRequest ofRunner(
            RunnerWork work, RunnerId runner, String runnerName, PoolId pool, Duration timeout) {
        return new JobRequest(
                work.kindName(),
                work,
                pool,
                List.of(),
                timeout,
                RetryPolicy.never(),
                runnerName,
                null,
                JobIdentity.NONE,
                runner);
    }

    /** The same with other work. */
    public JobRequest with(JobWork newWork) {
        return new JobRequest(
                name, newWork, pool, secrets, timeout, retry, environmentName, operation, identity, runner);
    }

    /** The same under an operation, with its identity. */
    public JobRequest as(JobOperation newOperation, JobIdentity newIdentity) {
        return new JobRequest(
                name, work, pool, secrets, timeout, retry, environmentName, newOperation, newIdentity, runner);
    }
}
