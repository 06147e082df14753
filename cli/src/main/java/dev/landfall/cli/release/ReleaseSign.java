package dev.landfall.cli.release;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.keys.RootKeyFile;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.protocol.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sign",
        description = {
            "Sign the runner's archives in a folder as one version: writes release.jws beside them.",
            "The key signs nothing else. 'landfall keys root FILE' makes one; keep it where releases are made and nowhere else."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall release sign target --key release.jwk"})
final class ReleaseSign implements Callable<Integer> {

    private static final Pattern ARCHIVE = Pattern.compile("landfall-runner-(.+)-(linux-(?:amd64|arm64))\\.tar\\.gz");

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "Folder with landfall-runner-VERSION-PLATFORM.tar.gz of one version.")
    Path folder = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "File of the private release key (JWK).")
    Path key = Path.of("");

    ReleaseSign(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var surroundings = invocation.surroundings();
        var keys = RootKeyFile.read(surroundings.resolve(key));
        var directory = surroundings.resolve(folder);
        var files = archives(directory);
        var versions = files.stream().map(file -> part(file, 1)).distinct().toList();
        if (versions.size() != 1) {
            throw LandfallException.invalid(
                    versions.isEmpty()
                            ? "There is no landfall-runner-VERSION-PLATFORM.tar.gz in " + folder
                                    + "; 'make dist' makes them."
                            : "There are archives of several versions in " + folder + ": " + versions
                                    + "; sign one at a time.");
        }
        var manifest = new ReleaseManifest(
                new ReleaseVersion(versions.getFirst()),
                surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                files.stream().map(ReleaseSign::archive).toList());
        var target = directory.resolve(ManifestFile.NAME);
        write(target, manifest.signedBy(keys) + "\n");
        invocation
                .output()
                .done(
                        Json.mapper().valueToTree(manifest),
                        "Signed version " + manifest.version() + " with key " + keys.kid() + " in " + target + ".");
        return 0;
    }

    private static List<Path> archives(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> ARCHIVE.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The folder " + directory + " could not be listed; check the path.", e);
        }
    }

    private static ReleaseManifest.Archive archive(Path file) {
        try {
            return new ReleaseManifest.Archive(part(file, 2), name(file), Files.size(file), Sha256.hexOfFile(file));
        } catch (IOException e) {
            throw new LandfallException(ErrorKind.INVALID, "The archive " + file + " could not be read.", e);
        }
    }

    private static void write(Path target, String text) {
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new LandfallException(ErrorKind.INVALID, "The manifest could not be written to " + target + ".", e);
        }
    }

    private static String part(Path file, int group) {
        var matcher = ARCHIVE.matcher(name(file));
        return matcher.matches() ? matcher.group(group) : "";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
