package dev.landfall.cli.keys;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.KeyCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "certify",
        description = {
            "Certify a signing key with the root key, and print the certificate.",
            "The signing key stays in KMS or Key Vault; only its public half is needed. Installs need no change."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aws kms get-public-key --key-id alias/landfall-signing --query PublicKey --output text > signing.b64",
            "  landfall keys certify --root root.jwk --key signing.b64 --days 365 > signing.jws"
        })
final class KeysCertify implements Callable<Integer> {

    /** A runner's clock may be behind when it sees a fresh certificate. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int MAX_DAYS = 825;
    private static final int MAX_START_DAYS = 90;

    private final Invocation invocation;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            required = true,
            description = "The root key, as 'keys root' made it.")
    Path root = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "Public half of the signing key: PEM, DER, base64 of DER, or JWK.")
    Path key = Path.of("");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "For how long it holds, 1 to 825 days. Default: ${DEFAULT-VALUE}.")
    int days;

    @Option(
            names = "--starts-in-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "In how many days it begins to hold, 0 to 90. Default: at once.")
    int startsInDays;

    KeysCertify(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (days < 1 || days > MAX_DAYS) {
            throw LandfallException.invalid("A certificate holds for 1 to " + MAX_DAYS + " days, not " + days + ".");
        }
        if (startsInDays < 0 || startsInDays > MAX_START_DAYS) {
            throw LandfallException.invalid(
                    "A certificate begins within 0 to " + MAX_START_DAYS + " days, not " + startsInDays + ".");
        }
        var surroundings = invocation.surroundings();
        var certified = PublicKeyFile.read(surroundings.resolve(key));
        var begin = surroundings.clock().instant().plus(Duration.ofDays(startsInDays));
        var notAfter = begin.plus(Duration.ofDays(days));
        var certificate = KeyCertificate.issue(
                RootKeyFile.read(surroundings.resolve(root)), certified, begin.minus(BACKDATED), notAfter);
        var reply = Json.mapper().createObjectNode().put("certificate", certificate);
        reply.put("kid", certified.thumbprint()).put("notAfter", notAfter.toString());
        invocation.output().done(reply, certificate);
        return 0;
    }
}
