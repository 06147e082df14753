package dev.landfall.runner.supervisor;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Brings a version into the supervisor's folder. Nothing of an archive is unpacked whose size or SHA-256 is another than the signed. */
final class ReleaseFetch {

    private static final Duration DOWNLOAD = Duration.ofMinutes(15);
    private static final Duration UNPACK = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration TRAIN = Duration.ofMinutes(5);

    private final Releases releases;
    private final HttpTransport transport;
    private final Programs programs;

    ReleaseFetch(Releases releases, HttpTransport transport, Programs programs) {
        this.releases = releases;
        this.transport = transport;
        this.programs = programs;
    }

    /**
     * @throws LandfallException UNAVAILABLE when the archive cannot be fetched, FORBIDDEN when it is not the signed one, INTERNAL
     *     when it cannot be unpacked or does not run here
     */
    void fetch(UpdateCheck.Good good, URI from) {
        var version = good.manifest().version();
        var part = releases.root().resolve("archive.part");
        var unpacked = releases.root().resolve("unpacked.new");
        try {
            Trees.remove(unpacked);
            Files.createDirectories(unpacked);
            try {
                download(address(from, good.archive()), good.archive(), part);
                unpack(part, unpacked);
            } finally {
                Files.deleteIfExists(part);
            }
            Trees.remove(releases.folder(version));
            Files.move(unpacked, releases.folder(version), StandardCopyOption.ATOMIC_MOVE);
            prepare(releases.folder(version));
        } catch (IOException e) {
            throw LandfallException.internal(
                    "Version " + version + " could not be put into " + releases.root() + ".", e);
        }
    }

    private static URI address(URI from, ReleaseManifest.Archive archive) {
        var folder = from.toString();
        return URI.create((folder.endsWith("/") ? folder : folder + "/") + archive.name());
    }

    private void download(URI address, ReleaseManifest.Archive archive, Path part) throws IOException {
        Files.deleteIfExists(part);
        int status = transport.download(address, part, DOWNLOAD, archive.bytes());
        if (status != 200) {
            throw LandfallException.unavailable(
                    "The archive at " + address + " could not be fetched: status " + status + ".", null);
        }
        var sum = Sha256.hexOfFile(part);
        if (Files.size(part) != archive.bytes() || !sum.equals(archive.sha256())) {
            throw LandfallException.forbidden("The archive at " + address + " has " + Files.size(part)
                    + " bytes and the SHA-256 " + sum + "; signed are " + archive.bytes() + " bytes and "
                    + archive.sha256() + ". Nothing of it was unpacked.");
        }
    }

    private void unpack(Path part, Path folder) {
        programs.run(
                UNPACK,
                "tar",
                "--extract",
                "--gzip",
                "--no-same-owner",
                "--strip-components=1",
                "--directory=" + folder,
                "--file=" + part);
    }

    /** A program that cannot even say its version is found out before anything is stopped. Start-up caches are made where they stay. */
    private void prepare(Path folder) {
        var launcher = folder.resolve("landfall");
        if (!Files.isExecutable(launcher)) {
            throw LandfallException.internal("The archive has no program 'landfall'.", null);
        }
        programs.run(ANSWER, launcher.toString(), "--version");
        var train = folder.resolve("libexec/train");
        if (hasCaches() && Files.isExecutable(train)) {
            programs.run(TRAIN, train.toString());
        }
    }

    /** Whether start-up caches were made for the version that runs. */
    private static boolean hasCaches() {
        var launcher = System.getProperty("landfall.launcher", "");
        return !launcher.isEmpty() && Files.isDirectory(Path.of(launcher).resolveSibling("aot"));
    }
}
