package dev.landfall.controlplane.org;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as the API shows it.
 *
 * @param token the text, only in the reply that made it
 */
public record TokenView(
        String id,
        String name,
        List<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String token) {

    static TokenView of(TokenRecord kept, @Nullable String text) {
        return new TokenView(
                kept.id(),
                kept.name(),
                kept.scopes(),
                kept.createdAt(),
                kept.expiresAt(),
                kept.revokedAt(),
                kept.lastUsedAt(),
                text);
    }

    @Override
    public String toString() {
        return "TokenView[" + id + ", " + name + ", " + scopes + "]";
    }
}
