package dev.landfall.controlplane.app;

import dev.landfall.protocol.id.AppId;
import dev.landfall.protocol.id.OrgId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An app, kept in its own partition under {@value #SORT}.
 *
 * @param displayName as its newest config says; null when that says nothing
 * @param latestVersion 0 before the first config
 * @param latestDigest of the newest config's archive; null before the first
 */
public record App(
        AppId id,
        OrgId org,
        String name,
        @Nullable String displayName,
        int latestVersion,
        @Nullable String latestDigest,
        Instant createdAt) {

    static final String SORT = "app";
    static final String ID_PREFIX = "app";

    App withLatest(AppVersion version, @Nullable String newDisplayName) {
        return new App(id, org, name, newDisplayName, version.version(), version.digest(), createdAt);
    }
}
