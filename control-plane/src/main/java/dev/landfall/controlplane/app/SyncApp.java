package dev.landfall.controlplane.app;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.AppConfigReader;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.formats.problem.Notice;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores an app config directory as a version. */
public final class SyncApp {

    /** Largest archive in bytes. */
    public static final int MAX_ARCHIVE_BYTES = 5 * 1024 * 1024;

    private final Apps apps;
    private final AppConfigs configs;
    private final Documents documents;
    private final Blobs blobs;
    private final InstantSource clock;

    public SyncApp(Apps apps, AppConfigs configs, Documents documents, Blobs blobs, InstantSource clock) {
        this.apps = apps;
        this.configs = configs;
        this.documents = documents;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * What became of it.
     *
     * @param created false when the newest version has the same bytes already
     * @param changedComponents those that are new or differ from the version before
     * @param notices what the writer should know and what stopped nothing
     */
    public record Synced(
            int version, String digest, boolean created, List<String> changedComponents, List<String> notices) {}

    /**
     * @param archive a gzipped tar of the directory
     * @throws LandfallException NOT_FOUND when the app is; INVALID with every problem of the config; CONFLICT when
     *     somebody else synced in the same moment
     */
    public Synced sync(OrgId org, String idOrName, byte[] archive) {
        var app = apps.require(org, idOrName);
        var digest = Sha256.hex(archive);
        if (digest.equals(app.value().latestDigest())) {
            return new Synced(app.value().latestVersion(), digest, false, List.of(), List.of());
        }
        var reading = AppConfigReader.read(readable(ConfigFiles.ofArchive(archive)));
        var config = readable(reading);
        var version = new AppVersion(app.value().id(), app.value().latestVersion() + 1, digest, clock.instant());
        blobs.put(version.archiveBlob(), archive);
        blobs.put(version.configBlob(), Json.write(config));
        documents.require(
                app.key().partition(),
                Documents.put(
                        App.SORT,
                        app.value().withLatest(version, config.metadata().displayName()),
                        app.unchanged()),
                Documents.put(AppVersion.sort(version.version()), version, Precondition.absent()));
        var notices = reading.notices().stream().map(Notice::toString).toList();
        return new Synced(version.version(), digest, true, changed(before(app), config), notices);
    }

    private @Nullable AppConfig before(Document<App> app) {
        var latest = app.value().latestVersion();
        return latest == 0 ? null : configs.load(app.value().id(), latest).config();
    }

    private static List<String> changed(@Nullable AppConfig before, AppConfig now) {
        Map<String, String> checksums = before == null
                ? Map.of()
                : before.components().stream().collect(Collectors.toMap(Component::name, Component::checksum));
        return now.components().stream()
                .filter(component -> !component.checksum().equals(checksums.get(component.name())))
                .map(Component::name)
                .toList();
    }

    private static <T> T readable(Reading<T> reading) {
        return reading.value()
                .orElseThrow(() -> LandfallException.invalid(
                        "The app config has mistakes; nothing was stored. Mend them and sync again.",
                        reading.problems().stream().map(Problem::toString).toList()));
    }
}
