package dev.landfall.controlplane.app;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.AppId;
import dev.landfall.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configs of apps by version. They never change, so the ones last used are remembered. Thread-safe. */
public final class AppConfigs {

    private static final int MAX_REMEMBERED = 16;

    private final Documents documents;
    private final Blobs blobs;
    private final Map<String, AppConfig> remembered = new LinkedHashMap<>(MAX_REMEMBERED * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AppConfig> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    public AppConfigs(Documents documents, Blobs blobs) {
        this.documents = documents;
        this.blobs = blobs;
    }

    /**
     * A config with its version.
     *
     * @param version where its archive is
     */
    public record Versioned(AppVersion version, AppConfig config) {}

    /**
     * @throws LandfallException NOT_FOUND when the app has no such version
     */
    public Versioned load(AppId app, int version) {
        var found = documents
                .find(app.value(), AppVersion.sort(version), AppVersion.class)
                .map(Document::value)
                .orElseThrow(() -> LandfallException.notFound(
                        "The app has no config version " + version + "; see 'landfall app show'."));
        return new Versioned(found, config(found));
    }

    AppConfig config(AppVersion version) {
        var key = version.configBlob();
        synchronized (remembered) {
            var known = remembered.get(key);
            if (known != null) {
                return known;
            }
        }
        var bytes = blobs.find(key)
                .orElseThrow(() -> LandfallException.internal(
                        "The config " + key + " is missing in the blob store; sync the app again.", null));
        var config = Json.read(bytes, AppConfig.class);
        synchronized (remembered) {
            remembered.put(key, config);
        }
        return config;
    }
}
