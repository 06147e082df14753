package dev.landfall.controlplane.org;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: in the org's partition under {@code token.<id>}, never its text.
 *
 * @param sha256 lower-case hex of the token's text
 * @param lastUsedAt to the hour
 */
record TokenRecord(
        String id,
        String name,
        String sha256,
        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    static final String SORT_PREFIX = "token.";

    TokenRecord {
        scopes = List.copyOf(scopes);
    }

    static String sort(String id) {
        return SORT_PREFIX + id;
    }

    TokenRecord revoked(Instant at) {
        return new TokenRecord(id, name, sha256, scopes, createdAt, expiresAt, at, lastUsedAt);
    }

    TokenRecord used(Instant at) {
        return new TokenRecord(id, name, sha256, scopes, createdAt, expiresAt, revokedAt, at);
    }

    boolean validAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
