package dev.landfall.cli.release;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.keys.PublicKeyFile;
import dev.landfall.cli.output.Column;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.protocol.signature.Verified;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Verify a signed release manifest and show its version and archives.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall release show release.jws --key /etc/landfall/release-key.jwk"})
final class ReleaseShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "The signed manifest.")
    Path file = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Public half of the release key: JWK, PEM or DER.")
    Path key = Path.of("");

    ReleaseShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var surroundings = invocation.surroundings();
        var text = ManifestFile.read(surroundings.resolve(file));
        var manifest = switch (ReleaseManifest.open(text, PublicKeyFile.read(surroundings.resolve(key)))) {
            case Verified.Accepted<ReleaseManifest> opened -> opened.value();
            case Verified.Refused<ReleaseManifest> refused ->
                throw LandfallException.invalid(
                        "The manifest " + file + " is not signed by that key: " + refused.reason());
        };
        var tree = Json.mapper().valueToTree(manifest);
        invocation.output().one(tree, sheet -> {
            sheet.field("Version", tree, "/version").field("Signed", tree, "/releasedAt");
            sheet.table(
                    "Archives",
                    tree.path("archives"),
                    List.of(
                            Column.of("PLATFORM", "/platform"),
                            Column.of("FILE", "/name"),
                            Column.of("BYTES", "/bytes"),
                            Column.of("SHA-256", "/sha256")));
        });
        return 0;
    }
}
