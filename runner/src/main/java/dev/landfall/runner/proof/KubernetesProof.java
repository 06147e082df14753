package dev.landfall.runner.proof;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.IdentityProof.KubernetesToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The service account's token that the kubelet keeps in a file and replaces before it expires. */
final class KubernetesProof implements ProofSource {

    private static final int MAX_BYTES = 16 << 10;

    private final Path file;

    KubernetesProof(Path file) {
        this.file = file;
    }

    @Override
    public IdentityProof prove(PoolId pool, String nonce, String key) {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                return new KubernetesToken(Files.readString(file).strip());
            }
            throw LandfallException.invalid("The file " + file + " is too long for a service account's token.");
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The service account's token could not be read from " + file
                            + ". Mount a projected token for the audience " + IdentityProof.audience(pool)
                            + ", or set LANDFALL_RUNNER_IDENTITY_TOKEN_FILE.",
                    e);
        }
    }
}
