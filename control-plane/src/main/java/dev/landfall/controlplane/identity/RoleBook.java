package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Trail;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.audit.Transitions;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the roles of installs and projects and every change of them. Thread-safe. */
final class RoleBook {

    /** Most roles of one install or project. */
    static final int MAX_ROLES = 100;

    /** Most bytes of all roles together, so that they stay a record. */
    static final int MAX_BYTES = 48 * 1024;

    /** How many changes are shown. */
    static final int MAX_CHANGES = 50;

    private static final String TRAIL = "roles";

    private final Documents documents;
    private final Transitions transitions;
    private final InstantSource clock;
    private final Ids ids;

    RoleBook(Documents documents, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.transitions = new Transitions(documents);
        this.clock = clock;
        this.ids = ids;
    }

    Roles of(PartitionId partition) {
        return documents
                .find(partition.value(), Roles.SORT, Roles.class)
                .map(found -> found.value())
                .orElse(Roles.NONE);
    }

    /** The last changes, the oldest first. */
    List<Transition> changes(PartitionId partition) {
        return transitions.below(partition.value(), MAX_CHANGES, TRAIL + ".");
    }

    /**
     * Replaces all roles. Jobs that wait or run keep what they were given.
     *
     * @throws LandfallException LIMIT when there are too many; CONFLICT when somebody else changed them in the same moment
     */
    Roles replace(PartitionId partition, Map<JobOperation, JobIdentity> wanted, Actor actor) {
        var found = documents.find(partition.value(), Roles.SORT, Roles.class);
        var before = found.map(document -> document.value()).orElse(Roles.NONE);
        var now = clock.instant();
        var after = new Roles(wanted, now, actor);
        requireSmall(after);
        var changes = differences(before, after);
        if (changes.isEmpty()) {
            return before;
        }
        var trail = new Trail();
        changes.forEach((operation, change) ->
                trail.add(TRAIL, new Transition(now, actor, "role " + operation, change.from(), change.to(), "")));
        var writes = new ArrayList<>(trail.writes(ids.next("wr")));
        writes.add(Documents.put(
                Roles.SORT, after, found.map(document -> document.unchanged()).orElseGet(Precondition::absent)));
        documents.require(partition.value(), writes.toArray(Write[]::new));
        return after;
    }

    private record Change(String from, String to) {}

    private static Map<JobOperation, Change> differences(Roles before, Roles after) {
        var changes = new TreeMap<JobOperation, Change>();
        after.byOperation().forEach((operation, identity) -> {
            var old = before.byOperation().get(operation);
            if (!identity.equals(old)) {
                changes.put(operation, new Change(old == null ? "-" : shown(old), shown(identity)));
            }
        });
        before.byOperation().forEach((operation, identity) -> {
            if (!after.byOperation().containsKey(operation)) {
                changes.put(operation, new Change(shown(identity), "-"));
            }
        });
        return changes;
    }

    /** One line for the audit trail; a session policy by its length, since it may be two thousand characters. */
    private static String shown(JobIdentity identity) {
        return switch (identity) {
            case JobIdentity.None none -> "no identity";
            case JobIdentity.AwsRole role -> {
                var policy = role.sessionPolicy();
                var external = role.externalId() == null ? "" : ", external id " + role.externalId();
                yield role.roleArn()
                        + external
                        + (policy == null
                                ? ""
                                : ", session policy " + Integer.toHexString(policy.hashCode()) + " of "
                                        + policy.length() + " characters");
            }
            case JobIdentity.AzureManagedIdentity identityOfAzure -> "managed identity " + identityOfAzure.clientId();
            case JobIdentity.KubernetesServiceAccount account ->
                account.subject() + (account.audience() == null ? "" : " for " + account.audience());
        };
    }

    private static void requireSmall(Roles roles) {
        int bytes = Json.write(roles).length;
        if (roles.byOperation().size() > MAX_ROLES || bytes > MAX_BYTES) {
            throw LandfallException.limit("There are " + roles.byOperation().size() + " roles of " + bytes
                    + " bytes; at most " + MAX_ROLES + " roles of " + MAX_BYTES + " bytes together are kept.");
        }
    }
}
