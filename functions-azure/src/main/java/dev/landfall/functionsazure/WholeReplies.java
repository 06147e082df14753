package dev.landfall.functionsazure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import reactor.core.publisher.Mono;

/** Has every reply read to its end while the request's own retries still apply. */
final class WholeReplies implements HttpClient {

    /** What the SDK's clients know it by. */
    private static final String READ_AT_ONCE = "azure-eagerly-read-response";

    private final HttpClient client;

    WholeReplies(HttpClient client) {
        this.client = client;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return client.send(request, context.addData(READ_AT_ONCE, true));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return client.sendSync(request, context.addData(READ_AT_ONCE, true));
    }
}
