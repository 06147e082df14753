package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roles of an install or a project, kept in its partition under {@value #SORT}. Without any, its jobs run without an identity.
 *
 * @param byOperation the identity of each operation that has one; {@code none} lets an operation run without
 * @param changedAt null when nobody ever gave one
 * @param changedBy null when nobody ever gave one
 */
public record Roles(
        Map<JobOperation, JobIdentity> byOperation,
        @Nullable Instant changedAt,
        @Nullable Actor changedBy) {

    public static final String SORT = "roles";

    /** Of an install or a project that was given none. */
    public static final Roles NONE = new Roles(Map.of(), null, null);

    public Roles {
        byOperation = Collections.unmodifiableMap(new TreeMap<>(byOperation));
    }

    /**
     * The roles among the documents of a workflow's partition.
     *
     * @param documents by sort key, as a workflow's rules asked for them
     */
    public static Roles among(Map<String, StoredRecord> documents) {
        var stored = documents.get(SORT);
        return stored == null ? NONE : Documents.read(stored, Roles.class).value();
    }

    /**
     * The request under the first of these operations that has an identity.
     *
     * @param operations the most particular first
     * @throws LandfallException FORBIDDEN when there are roles, and none for any of these operations
     */
    public JobRequest grant(JobRequest request, List<JobOperation> operations) {
        if (byOperation.isEmpty()) {
            return request;
        }
        for (JobOperation operation : operations) {
            var identity = byOperation.get(operation);
            if (identity != null) {
                return request.as(operation, identity);
            }
        }
        throw LandfallException.forbidden("'" + request.environmentName() + "' has roles, but none for '"
                + operations.getLast() + "', which the job '" + request.name()
                + "' needs: add one, or the type 'none' to run it without.");
    }
}
