package dev.landfall.runner.identity.aws;

import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.aws.RoleRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a job appears in AWS: {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/<job>.<attempt>} with the session tags
 * {@code landfall:org}, {@code landfall:install} (or {@code landfall:project}), {@code landfall:job} and
 * {@code landfall:operation}, and with the job as source identity, which stays when the job takes further roles.
 */
public final class SessionOfJob {

    /** The shortest that STS gives, so that what is left after a job is short-lived. */
    static final Duration DURATION = Duration.ofMinutes(15);

    private static final int MAX_NAME = 64;
    private static final String PROJECT_PREFIX = "pr_";

    private SessionOfJob() {}

    /** The role for a job, with what tells the customer whose it is. */
    public static RoleRequest of(JobIdentity.AwsRole role, JobSpec spec) {
        var job = spec.job().value();
        var partition = spec.job().partition().value();
        var tags = new TreeMap<String, String>();
        tags.put("landfall:org", Objects.requireNonNull(spec.org(), "org").value());
        tags.put(partition.startsWith(PROJECT_PREFIX) ? "landfall:project" : "landfall:install", partition);
        tags.put("landfall:job", job);
        tags.put(
                "landfall:operation",
                Objects.requireNonNull(spec.operation(), "operation").value());
        return new RoleRequest(
                role.roleArn(),
                end(job + "." + spec.attempt()),
                end(job),
                role.externalId(),
                role.sessionPolicy(),
                tags,
                DURATION);
    }

    /** The end of a long name tells more: there the job is. */
    private static String end(String text) {
        return text.length() <= MAX_NAME ? text : text.substring(text.length() - MAX_NAME);
    }
}
