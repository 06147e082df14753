package dev.landfall.runner.job;

import dev.landfall.protocol.job.SecretRef;
import java.util.Map;

/** Secrets of one attempt. Each value is known to the log's masker before it is returned. Thread-safe. */
public interface Secrets {

    /**
     * Replaces each <code>${secret:path:key}</code> that the spec lists; others are left as they stand.
     *
     * @throws dev.landfall.protocol.error.LandfallException NOT_FOUND when there is no such secret, FORBIDDEN when
     *     this job may not have it, UNAVAILABLE when the control plane cannot be reached
     */
    String resolve(String text);

    /** {@link #resolve(String)} on each value. */
    Map<String, String> resolve(Map<String, String> values);

    /** One value, for example of git credentials; fails as {@link #resolve(String)} does, also when it is not listed. */
    String value(SecretRef ref);

    /** Masks a value that the job learnt or made while it ran. */
    void add(String value);
}
