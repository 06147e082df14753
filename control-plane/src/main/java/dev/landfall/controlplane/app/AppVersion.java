package dev.landfall.controlplane.app;

import dev.landfall.protocol.id.AppId;
import java.time.Instant;
import java.util.Locale;

/**
 * A config as it was synced once, kept in the app's partition under {@code version.<number>}.
 *
 * @param version counts from 1
 * @param digest lower-case hex SHA-256 of the archive
 */
public record AppVersion(AppId app, int version, String digest, Instant createdAt) {

    static final String SORT_PREFIX = "version.";

    static String sort(int version) {
        return SORT_PREFIX + String.format(Locale.ROOT, "%08d", version);
    }

    /** Key of the archive in the blob store. */
    public String archiveBlob() {
        return "apps/" + app + "/archives/" + digest;
    }

    /** Key of the config as it was read from the archive. */
    String configBlob() {
        return "apps/" + app + "/configs/" + digest;
    }
}
