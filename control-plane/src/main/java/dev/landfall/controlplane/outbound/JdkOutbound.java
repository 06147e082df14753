package dev.landfall.controlplane.outbound;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** On the JDK's HTTP client, which is made when the first request is sent: most control planes never send one. */
public final class JdkOutbound implements Outbound {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    private volatile @Nullable HttpClient client;

    @Override
    public Answer send(Request request) {
        var http = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers().forEach(http::header);
        var pending = client().sendAsync(http.build(), BodyHandlers.ofInputStream());
        try {
            var response = pending.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            try (var body = response.body()) {
                var bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
                if (bytes.length > MAX_ANSWER_BYTES) {
                    throw failed(request, "its answer is longer than " + MAX_ANSWER_BYTES + " bytes", null);
                }
                return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw failed(request, "no answer within " + DEADLINE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(request, "the control plane is stopping", e);
        } catch (ExecutionException | IOException e) {
            throw failed(request, "the connection failed", e);
        }
    }

    private HttpClient client() {
        var known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = known;
        }
        return known;
    }

    private static LandfallException failed(Request request, String why, @Nullable Throwable cause) {
        return LandfallException.unavailable(
                "The control plane could not reach " + request.uri().getAuthority() + ": " + why + ". Try again later.",
                cause);
    }
}
