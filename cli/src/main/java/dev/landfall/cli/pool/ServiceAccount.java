package dev.landfall.cli.pool;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Options that name a service account of a cluster. */
final class ServiceAccount {

    @Option(
            names = "--kubernetes-issuer",
            paramLabel = "ISSUER",
            required = true,
            description = "Issuer of the cluster's tokens: kubectl get --raw /.well-known/openid-configuration")
    String issuer = "";

    @Option(
            names = "--service-account",
            paramLabel = "NAMESPACE/NAME",
            required = true,
            description = "Service account of the runners.")
    String account = "";

    @Option(names = "--jwks-url", paramLabel = "URL", description = "Where the cluster's public keys are read.")
    @Nullable String jwksUrl;

    @Option(
            names = "--jwks-file",
            paramLabel = "FILE",
            description = "The cluster's public keys, where they cannot be read: kubectl get --raw /openid/v1/jwks")
    @Nullable Path jwksFile;

    @Option(
            names = "--audience",
            paramLabel = "AUDIENCE",
            description = "Audience of the tokens (default: landfall: and the pool's id).")
    @Nullable String audience;

    JsonNode shape(Surroundings surroundings) {
        int slash = account.indexOf('/');
        if (slash < 1) {
            throw LandfallException.invalid("A service account is given as NAMESPACE/NAME.");
        }
        var shape = TrustShapes.of("kubernetes")
                .put("issuer", issuer)
                .put("namespace", account.substring(0, slash))
                .put("serviceAccount", account.substring(slash + 1));
        if (jwksUrl != null) {
            shape.put("jwksUrl", jwksUrl);
        }
        if (jwksFile != null) {
            shape.set("jwks", keys(surroundings.resolve(jwksFile)));
        }
        if (audience != null) {
            shape.put("audience", audience);
        }
        return shape;
    }

    private static JsonNode keys(Path file) {
        try {
            return Json.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The file " + file + " could not be read; check --jwks-file.", e);
        }
    }
}
