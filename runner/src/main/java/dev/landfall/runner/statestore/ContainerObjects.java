package dev.landfall.runner.statestore;

import dev.landfall.protocol.state.StateEntry;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A container of Azure Storage ("Get Blob", "Put Blob" and "Delete Blob" of the Blob Storage REST API), with a token of Entra's.
 * Thread-safe.
 */
final class ContainerObjects implements StateObjects {

    /** What tokens are asked for. */
    static final String RESOURCE = "https://storage.azure.com/";

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final String VERSION = "2021-12-02";

    private final HttpTransport transport;
    private final URI container;
    private final Supplier<String> token;

    ContainerObjects(HttpTransport transport, URI container, Supplier<String> token) {
        this.transport = transport;
        this.container = container;
        this.token = token;
    }

    @Override
    public Optional<byte[]> find(String name) {
        var reply = send(at(name).GET());
        if (isAbsent(reply)) {
            return Optional.empty();
        }
        return Optional.of(require(reply, "read").body());
    }

    @Override
    public void put(String name, byte[] bytes) {
        require(send(at(name).header("x-ms-blob-type", "BlockBlob").PUT(BodyPublishers.ofByteArray(bytes))), "write");
    }

    @Override
    public void remove(String name) {
        var reply = send(at(name).DELETE());
        if (!isAbsent(reply)) {
            require(reply, "remove");
        }
    }

    private static boolean isAbsent(Reply reply) {
        return reply.status() == 404 && StoreError.code(reply).equals("BlobNotFound");
    }

    private Reply require(Reply reply, String what) {
        if (!reply.succeeded()) {
            throw StoreError.of(
                    reply,
                    "Azure Storage",
                    what,
                    container,
                    "Does the operation's identity have the role Storage Blob Data Contributor there, and does the account's"
                            + " firewall let this machine in?");
        }
        return reply;
    }

    private HttpRequest.Builder at(String name) {
        return HttpRequest.newBuilder(URI.create(container + "/" + name))
                .header("x-ms-version", VERSION)
                .header("Authorization", "Bearer " + token.get());
    }

    private Reply send(HttpRequest.Builder request) {
        return transport.send(request.build(), CALL, StateEntry.MAX_BYTES);
    }
}
