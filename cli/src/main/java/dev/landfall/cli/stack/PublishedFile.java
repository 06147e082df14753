package dev.landfall.cli.stack;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;

/** A file of a stack at the address where a customer's cloud will read it, as anybody does: without a login. */
final class PublishedFile {

    private static final int OK = 200;

    /** Azure's limit of a template, the largest of all. */
    private static final int MAX_BYTES = 4 << 20;

    private final HttpTransport transport;
    private final Duration deadline;

    /** @param deadline for one file */
    PublishedFile(HttpTransport transport, Duration deadline) {
        this.transport = transport;
        this.deadline = deadline;
    }

    /**
     * Checks that the address gives exactly the file.
     *
     * @throws LandfallException UNAVAILABLE when nothing answers in time, INVALID when it answers something else
     */
    void require(URI address, RenderedFile file) {
        var answer = transport.send(HttpRequest.newBuilder(address).build(), deadline, MAX_BYTES);
        if (answer.status() != OK) {
            throw LandfallException.invalid(address + " answers " + answer.status() + ": put " + file.path()
                    + " there, readable without a login, or leave the look out by --no-check.");
        }
        if (!Arrays.equals(file.bytes(), answer.body())) {
            throw LandfallException.invalid("At " + address + " is another file than the " + file.path()
                    + " that is rendered now, of SHA-256 " + file.sha256() + ": render it again and put it there.");
        }
    }
}
