package dev.landfall.runner.kind;

import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.statestore.StateStores;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A runner's handlers and folders, and the last job that they ran. */
public final class KindWorld {

    public static final SecretRef TOKEN = new SecretRef("app", "token");
    public static final String TOKEN_VALUE = "t0ps3cr3t-value-91";

    private final Path folder;
    private final String path = String.valueOf(System.getenv("PATH"));
    private final FakeClient client = new FakeClient();
    private final FakeBlobs blobs = new FakeBlobs();
    private final KindHandlers handlers;
    private @Nullable FakeJob last;

    public KindWorld(Path folder) {
        this.folder = folder;
        this.handlers = new KindHandlers(
                folder.resolve("runner"),
                folder.resolve("cache"),
                new InstalledTools(path, TerraformChoice.ANY),
                Map.of("TZ", "UTC", "AWS_SECRET_ACCESS_KEY", "of-the-daemon", "HTTPS_PROXY", "http://proxy:3128"),
                StateStores.NONE,
                InstantSource.system(),
                new SecureRandom());
    }

    public FakeJob.Ended run(JobWork work) {
        try {
            var job = new FakeJob(
                    Files.createTempDirectory(folder, "run"), work, client, blobs, Map.of(TOKEN, TOKEN_VALUE), path);
            last = job;
            return job.run(handlers.handlerFor(work));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FakeJob lastJob() {
        var job = last;
        if (job == null) {
            throw new AssertionError("no job ran yet");
        }
        return job;
    }

    /** Stores a folder as the archive of a config. */
    public SourceRef.Archive archive(Map<String, String> files) {
        try {
            var config = Files.createTempDirectory(folder, "config");
            for (var file : files.entrySet()) {
                var target = config.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
            var bytes = ConfigArchive.pack(config).orElseThrow();
            var key = "configs/" + FakeBlobs.sha256(bytes);
            blobs.all().put(key, bytes);
            return new SourceRef.Archive(key, FakeBlobs.sha256(bytes), ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
