package dev.landfall.controlplane.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token to make.
 *
 * @param expiresInSeconds null = it does not end by itself
 */
public record NewToken(
        @Nullable String name, List<Scope> scopes, @Nullable Long expiresInSeconds) {

    public NewToken {
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }
}
