package dev.landfall.runner.client;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.http.HttpClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 with kept-alive connections. Every exchange has a deadline from its start to the last byte of the reply, and
 * its reply a limit. Whatever goes wrong below HTTP is UNAVAILABLE. Redirects are not followed. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OnceMade plain = new OnceMade(HttpClients::plain);
    private final OnceMade encrypted = new OnceMade(HttpClients::encrypted);

    /** Sends and waits; any status is a reply. */
    public Reply send(HttpRequest request, Duration deadline, int maxBytes) {
        var response = exchange(request, deadline, LimitedBody.of(maxBytes));
        return new Reply(
                response.statusCode(), response.headers().firstValue("Date").orElse(""), response.body());
    }

    /**
     * Fetches into a file.
     *
     * @return the status; the file holds the body whatever it is
     * @throws LandfallException LIMIT when the body is longer than {@code maxBytes}
     */
    public int download(URI url, Path file, Duration deadline, long maxBytes) {
        var request = HttpRequest.newBuilder(url).build();
        return exchange(request, deadline, info -> limited(info, file, maxBytes))
                .statusCode();
    }

    private static BodySubscriber<Path> limited(HttpResponse.ResponseInfo info, Path file, long maxBytes) {
        if (info.headers().firstValueAsLong("Content-Length").orElse(0) > maxBytes) {
            throw LimitedFile.tooLong(maxBytes);
        }
        return new LimitedFile(file, maxBytes);
    }

    /**
     * Opens a reply that does not end.
     *
     * @param deadline until its first bytes; afterwards the caller closes the stream when nothing comes any more
     */
    public HttpResponse<InputStream> open(HttpRequest request, Duration deadline) {
        return exchange(request, deadline, BodyHandlers.ofInputStream());
    }

    /** Puts a file's bytes, with headers that the address asks for. */
    public Reply upload(URI url, Map<String, String> headers, Path file, Duration deadline) {
        try {
            var request = HttpRequest.newBuilder(url)
                    .PUT(BodyPublishers.ofFile(file))
                    .header("Content-Type", "application/octet-stream");
            headers.forEach(request::setHeader);
            return send(request.build(), deadline, 64 << 10);
        } catch (IOException e) {
            throw LandfallException.internal("The file " + file + " to upload could not be read.", e);
        }
    }

    @Override
    public void close() {
        plain.close();
        encrypted.close();
        threads.shutdownNow();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, Duration deadline, BodyHandler<T> handler) {
        var made = HttpClients.isEncrypted(request.uri()) ? encrypted : plain;
        var pending = made.client().sendAsync(request, handler);
        try {
            return pending.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw unreachable(request, "no reply within " + deadline.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(request, "the runner is stopping", e);
        } catch (ExecutionException e) {
            throw failed(request, e);
        }
    }

    private static LandfallException failed(HttpRequest request, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof LandfallException known) {
            return known;
        }
        var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return unreachable(request, text, cause);
    }

    private static LandfallException unreachable(HttpRequest request, String why, Throwable cause) {
        var uri = request.uri();
        return LandfallException.unavailable(
                "The server at " + uri.getScheme() + "://" + uri.getAuthority() + " could not be reached: " + why + ".",
                cause);
    }

    /** A client that is made when it is first needed. */
    private final class OnceMade {

        private final Supplier<HttpClient.Builder> maker;
        private @Nullable HttpClient client;

        OnceMade(Supplier<HttpClient.Builder> maker) {
            this.maker = maker;
        }

        synchronized HttpClient client() {
            if (client == null) {
                client = maker.get().executor(threads).build();
            }
            return client;
        }

        synchronized void close() {
            if (client != null) {
                client.shutdownNow();
            }
        }
    }
}
