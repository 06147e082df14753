package dev.landfall.controlplane.org;

import dev.landfall.protocol.id.OrgId;
import java.time.Instant;

/** An organisation, kept in its own partition under {@code org}. */
public record Org(OrgId id, String name, Instant createdAt) {

    static final String SORT = "org";
}
