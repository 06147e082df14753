package dev.landfall.controlplane.org;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name that is in use in an org.
 *
 * @param parent id of what it belongs to, such as an install's app; null for what belongs to the org itself
 */
public record CatalogueEntry(
        String id, String name, @Nullable String parent, Instant createdAt) {}
