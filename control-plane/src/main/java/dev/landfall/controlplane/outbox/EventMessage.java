package dev.landfall.controlplane.outbox;

import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A message of the control plane to itself. Twice, late or never does no harm.
 *
 * @param type which handler it is for
 * @param partition what it is about
 * @param subject the thing in the partition, as its handler understands it; null when the partition says enough
 * @param lease of a lease check; null otherwise
 */
public record EventMessage(
        String type,
        String partition,
        @Nullable String subject,
        @Nullable Lease lease) {
    /** Look at a lease: is it still renewed? */
    public static final String LEASE = "lease";

    /** Go on with a workflow. */
    public static final String ADVANCE = "advance";

    public static EventMessage lease(Lease lease) {
        return new EventMessage(
                LEASE, lease.job().partition().value(), lease.job().value(), lease);
    }

    public static EventMessage advance(WorkflowId workflow) {
        return new EventMessage(ADVANCE, workflow.partition().value(), workflow.value(), null);
    }
}
