package dev.landfall.cli.api;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.http.HttpClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests and reads bounded replies; turns what goes wrong on the way into the one exception. */
final class Wire implements AutoCloseable {

    /** Longest reply that is read, in bytes: the API's own limit is 5 MiB. */
    private static final int MAX_REPLY_BYTES = 16 << 20;

    private final boolean encrypted;
    private @Nullable HttpClient client;

    /**
     * @param encrypted whether TLS will be spoken; without it the trust store is not loaded, which takes longer than a
     *     request
     */
    Wire(boolean encrypted) {
        this.encrypted = encrypted;
    }

    byte[] send(HttpRequest request) {
        var response = exchange(request);
        try (var body = response.body()) {
            var bytes = bounded(body, request.uri());
            if (response.statusCode() >= 300) {
                throw ErrorReply.read(response.statusCode(), bytes, request);
            }
            return bytes;
        } catch (IOException e) {
            throw broken(request.uri(), e);
        }
    }

    ApiClient.Probe probe(HttpRequest request) {
        var response = exchange(request);
        try (var body = response.body()) {
            bounded(body, request.uri());
            return new ApiClient.Probe(
                    response.statusCode(), response.headers().firstValue("date").orElse(null));
        } catch (IOException e) {
            throw broken(request.uri(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) {
        try {
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw LandfallException.unavailable(
                    "No server answers at " + base(request.uri())
                            + ". Is it running ('landfall dev' starts one here), and is the address right?",
                    e);
        } catch (HttpTimeoutException e) {
            throw LandfallException.unavailable(
                    "The server at " + base(request.uri()) + " did not answer in time; try again.", e);
        } catch (IOException e) {
            throw broken(request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The request was interrupted.", e);
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = (encrypted ? HttpClients.encrypted() : HttpClients.plain()).build();
        }
        return client;
    }

    private static byte[] bounded(InputStream body, URI uri) throws IOException {
        var bytes = body.readNBytes(MAX_REPLY_BYTES + 1);
        if (bytes.length > MAX_REPLY_BYTES) {
            throw LandfallException.limit("The reply of " + base(uri) + " is larger than " + MAX_REPLY_BYTES
                    + " bytes; ask for less with --limit.");
        }
        return bytes;
    }

    private static LandfallException broken(URI uri, IOException e) {
        return new LandfallException(
                ErrorKind.UNAVAILABLE, "The connection to " + base(uri) + " broke: " + e.getMessage() + ".", e);
    }

    private static String base(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
