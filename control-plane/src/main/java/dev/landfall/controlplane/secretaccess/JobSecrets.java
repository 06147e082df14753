package dev.landfall.controlplane.secretaccess;

import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.TerraformWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secrets of a job that a runner holds. Callers have checked that the lease holds. Thread-safe. */
public final class JobSecrets {

    /** Most references resolved and most outputs stored in one request. */
    static final int MAX_AT_ONCE = 500;

    private static final String INSTALL_PREFIX = "in_";

    private final SecretStore store;

    public JobSecrets(SecretStore store) {
        this.store = store;
    }

    /**
     * Values of references that the job's signed spec lists.
     *
     * @throws LandfallException FORBIDDEN for a reference that it does not list; NOT_FOUND when there is no value
     */
    public Map<SecretRef, String> resolve(JobRecord job, List<SecretRef> refs) {
        requireFew(refs.size());
        var values = new LinkedHashMap<SecretRef, String>();
        for (SecretRef ref : refs) {
            if (!job.request().secrets().contains(ref)) {
                throw LandfallException.forbidden(
                        "Job " + job.id() + " may not use the secret '" + ref + "': its spec does not list it.");
            }
            values.put(ref, store.find(ref.path(), ref.key()).orElseThrow(() -> missing(ref)));
        }
        return values;
    }

    /**
     * Keeps sensitive outputs of an install's job.
     *
     * @param values by output name, as JSON text
     * @return where each is now
     * @throws LandfallException FORBIDDEN for a job that has no outputs
     */
    public Map<String, SecretRef> store(JobRecord job, Map<String, String> values) {
        requireFew(values.size());
        var path = outputPath(job);
        var refs = new LinkedHashMap<String, SecretRef>();
        values.forEach((name, value) -> {
            var ref = new SecretRef(path, name);
            store.put(ref.path(), ref.key(), value);
            refs.put(name, ref);
        });
        return refs;
    }

    private static String outputPath(JobRecord job) {
        var partition = job.id().partition().value();
        var part = switch (job.request().work()) {
            case TerraformWork terraform -> terraform.workspace();
            case ActionWork action -> "action-" + action.name();
            case EvaluateWork evaluate -> throw noOutputs(job.id());
            case CiWork ci -> throw noOutputs(job.id());
            case RunnerWork own -> throw noOutputs(job.id());
        };
        if (!partition.startsWith(INSTALL_PREFIX)) {
            throw noOutputs(job.id());
        }
        return partition + "/outputs/" + part;
    }

    private static void requireFew(int count) {
        if (count > MAX_AT_ONCE) {
            throw LandfallException.limit("At most " + MAX_AT_ONCE + " secrets in one request, not " + count + ".");
        }
    }

    private static LandfallException noOutputs(JobId job) {
        return LandfallException.forbidden("Job " + job + " has no outputs to keep; only jobs of installs have.");
    }

    private static LandfallException missing(SecretRef ref) {
        int slash = ref.path().indexOf('/');
        var shown = ref.path().startsWith("org_") && slash > 0 ? ref.path().substring(slash + 1) : ref.path();
        return LandfallException.notFound(
                "The secret '" + shown + ":" + ref.key() + "' has no value; set it with 'landfall secret set'.");
    }
}
