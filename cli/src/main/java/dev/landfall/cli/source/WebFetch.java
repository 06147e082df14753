package dev.landfall.cli.source;

import dev.landfall.formats.appconfig.ContentAddress;
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
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Reads one file of a web server. Interrupting ends it. Thread-safe. */
final class WebFetch {

    private static final int MAX_REDIRECTS = 5;

    private final HttpClient client;
    private final FetchLimits limits;

    WebFetch(HttpClient client, FetchLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    /** A client that trusts what the Java runtime trusts. */
    static HttpClient client() {
        return HttpClients.encrypted().build();
    }

    Fetched fetch(ContentAddress.Web address) throws FetchFailure, InterruptedException {
        var uri = address.uri();
        for (var hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var response = ask(uri);
            try (var body = response.body()) {
                if (response.statusCode() == 200) {
                    return new Fetched(bounded(body.readNBytes(limits.bytes() + 1)), null);
                }
                uri = next(uri, response);
            } catch (IOException e) {
                throw broken(e);
            }
        }
        throw new FetchFailure(
                "it was redirected more than " + MAX_REDIRECTS + " times. Write the address where it ends.");
    }

    private HttpResponse<InputStream> ask(URI uri) throws FetchFailure, InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri)
                    .timeout(limits.one())
                    .header("User-Agent", "landfall")
                    .build();
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
            throw new FetchFailure(uri.getHost() + " does not answer. Check the address and the network.");
        } catch (SSLException e) {
            throw new FetchFailure(
                    uri.getHost() + " shows no certificate that this machine trusts: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private byte[] bounded(byte[] contents) throws FetchFailure {
        if (contents.length > limits.bytes()) {
            throw new FetchFailure(limits.tooLong());
        }
        return contents;
    }

    /** Where a reply refers to, when it refers to a place that may be asked. */
    private static URI next(URI asked, HttpResponse<?> response) throws FetchFailure {
        var location = response.headers().firstValue("Location");
        if (response.statusCode() / 100 != 3 || location.isEmpty()) {
            throw new FetchFailure(refused(response.statusCode()));
        }
        try {
            var next = asked.resolve(location.get());
            var refusal = ContentAddress.refusal(next);
            if (refusal.isPresent() || (HttpClients.isEncrypted(asked) && !HttpClients.isEncrypted(next))) {
                throw new FetchFailure("it refers to an address that is not followed. "
                        + refusal.orElse("It leads from https to http."));
            }
            return next;
        } catch (IllegalArgumentException e) {
            throw new FetchFailure("it refers to something that is not an address.");
        }
    }

    private static String refused(int status) {
        return switch (status) {
            case 401, 403 ->
                "the server wants a login (" + status + "). Put the file into the config directory, or into a"
                        + " git repository that git here has a login for.";
            case 404, 410 -> "there is nothing (" + status + "). Check the address.";
            default -> "the server answered " + status + ". Try again, or check the address.";
        };
    }

    private static FetchFailure broken(IOException e) {
        return new FetchFailure("the connection broke: " + e.getMessage() + ". Try again.");
    }
}
