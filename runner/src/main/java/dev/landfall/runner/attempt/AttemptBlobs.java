package dev.landfall.runner.attempt;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.BlobAddressRequest.Access;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.job.BlobTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Blobs of one attempt over signed addresses. */
final class AttemptBlobs implements BlobTransfer {

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final int TRIES = 3;

    private final HttpTransport transport;
    private final ControlPlaneClient client;
    private final Lease lease;
    private final Path folder;

    /** @param folder for what is fetched */
    AttemptBlobs(HttpTransport transport, ControlPlaneClient client, Lease lease, Path folder) {
        this.transport = transport;
        this.client = client;
        this.lease = lease;
        this.folder = folder;
    }

    @Override
    public Path get(String key, String sha256) {
        var file = newFile();
        withFreshAddress(Access.READ, key, address -> {
            int status = transport.download(address.url(), file, DEADLINE, MAX_BYTES);
            requireSuccess(status, "fetch blob " + key);
            return key;
        });
        if (!digest(file).equals(sha256)) {
            throw LandfallException.invalid(
                    "Blob " + key + " does not have the SHA-256 that the signed job names: it was"
                            + " damaged or replaced. It is not used.");
        }
        return file;
    }

    @Override
    public String put(String name, Path file) {
        return withFreshAddress(Access.WRITE, name, address -> {
            var reply = transport.upload(address.url(), address.headers(), file, DEADLINE);
            requireSuccess(reply.status(), "store blob " + name);
            return "";
        });
    }

    /** An address lives for a short time, so each try asks for its own. */
    private String withFreshAddress(Access access, String blob, Exchange exchange) {
        for (int attempt = 1; ; attempt++) {
            var address = client.blobAddress(new BlobAddressRequest(lease, access, blob));
            try {
                exchange.run(address);
                return address.key();
            } catch (LandfallException e) {
                if (!e.kind().retryable() || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void requireSuccess(int status, String what) {
        if (status < 200 || status >= 300) {
            throw new LandfallException(
                    ErrorKind.fromHttpStatus(status),
                    "Could not " + what + ": the blob store answered with status " + status + ".");
        }
    }

    private Path newFile() {
        try {
            return Files.createTempFile(folder, "blob-", "");
        } catch (IOException e) {
            throw LandfallException.unavailable("No file could be made in the workspace: " + e.getMessage() + ".", e);
        }
    }

    private static String digest(Path file) {
        try {
            return Sha256.hexOfFile(file);
        } catch (IOException e) {
            throw LandfallException.unavailable("A fetched blob could not be read again: " + e.getMessage() + ".", e);
        }
    }

    @FunctionalInterface
    private interface Exchange {
        String run(BlobAddress address);
    }
}
