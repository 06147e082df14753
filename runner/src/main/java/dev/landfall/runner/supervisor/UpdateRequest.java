package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the runner asks of its supervisor, in {@code update/request.json} of its folder. The supervisor believes nothing of it: it
 * verifies the manifest itself.
 *
 * @param lease of the job, under which its end will be reported
 * @param manifest JWS compact of a release manifest
 * @param from address below which the archives lie
 */
record UpdateRequest(Lease lease, String manifest, URI from) {

    private static final String NAME = "request.json";

    UpdateRequest {
        if (lease == null || manifest == null || from == null) {
            throw LandfallException.invalid("A request for an update has a lease, a manifest and an address.");
        }
    }

    static Path file(Path runnerFolder) {
        return RequestFile.in(runnerFolder, NAME);
    }

    /** Empty when nothing is asked, or nothing that can be read. */
    static Optional<UpdateRequest> find(Path runnerFolder) {
        return RequestFile.find(file(runnerFolder), UpdateRequest.class);
    }

    void write(Path runnerFolder) throws IOException {
        RequestFile.write(file(runnerFolder), this);
    }

    static void remove(Path runnerFolder) throws IOException {
        Files.deleteIfExists(file(runnerFolder));
    }
}
