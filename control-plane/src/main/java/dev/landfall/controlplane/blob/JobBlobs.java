package dev.landfall.controlplane.blob;

import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lends a runner addresses of the blobs that its job needs. Callers have checked that the lease holds. Thread-safe. */
public final class JobBlobs {

    /** How long an address can be used. */
    static final Duration LENT = Duration.ofMinutes(15);

    /** Largest blob that a job writes, such as a plan with its configuration. */
    static final long MAX_BYTES = 100L * 1024 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Blobs blobs;

    public JobBlobs(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Reads of what the job's spec names; writes below {@code jobs/<job>/<attempt>/}.
     *
     * @throws LandfallException FORBIDDEN for another blob; INVALID for a name that cannot be
     */
    public BlobAddress address(JobRecord job, BlobAddressRequest request) {
        return switch (request.access()) {
            case READ -> {
                if (!named(job).contains(request.blob())) {
                    throw LandfallException.forbidden(
                            "Job " + job.id() + " may not read that blob: its spec does not name it.");
                }
                yield blobs.readAddress(request.blob(), LENT);
            }
            case WRITE -> {
                if (!NAME.matcher(request.blob()).matches()) {
                    throw LandfallException.invalid(
                            "A job's blob has a name of 1 to 100 letters, digits, '.', '_' and '-'.");
                }
                var key = "jobs/" + job.id() + "/" + request.lease().attempt() + "/" + request.blob();
                yield blobs.writeAddress(key, LENT, MAX_BYTES);
            }
        };
    }

    private static Set<String> named(JobRecord job) {
        var keys = new HashSet<String>();
        switch (job.request().work()) {
            case TerraformWork terraform -> {
                add(keys, terraform.source());
                var plan = terraform.plan();
                if (plan != null) {
                    keys.add(plan.blob());
                }
            }
            case ActionWork action -> {
                add(keys, action.source());
                action.steps().forEach(step -> add(keys, step.source()));
            }
            case EvaluateWork evaluate -> {}
            case CiWork ci -> {}
            case RunnerWork own -> {}
        }
        return keys;
    }

    private static void add(Set<String> keys, @Nullable SourceRef source) {
        if (source instanceof SourceRef.Archive archive) {
            keys.add(archive.blob());
        }
    }
}
