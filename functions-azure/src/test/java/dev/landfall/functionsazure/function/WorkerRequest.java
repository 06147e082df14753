package dev.landfall.functionsazure.function;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as the Java worker hands it to a function, and what the function answers with. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WorkerRequest(String method, URI uri, Map<String, String> headers, byte[] body)
        implements HttpRequestMessage<Optional<byte[]>> {

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public HttpMethod getHttpMethod() {
        return HttpMethod.value(method);
    }

    @Override
    public Map<String, String> getHeaders() {
        return headers;
    }

    @Override
    public Map<String, String> getQueryParameters() {
        throw new UnsupportedOperationException("it forgets all but one value of a name");
    }

    @Override
    public Optional<byte[]> getBody() {
        return body.length == 0 ? Optional.empty() : Optional.of(body);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
        return new Answer().status(status);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
        return new Answer().status(status);
    }

    /** Builder and message in one. */
    static final class Answer implements HttpResponseMessage, HttpResponseMessage.Builder {

        private final Map<String, String> headers = new HashMap<>();
        private HttpStatusType status = HttpStatus.OK;
        private @Nullable Object body;

        @Override
        public Builder status(HttpStatusType answered) {
            status = answered;
            return this;
        }

        @Override
        public Builder header(String key, String value) {
            headers.put(key, value);
            return this;
        }

        @Override
        public Builder body(Object answered) {
            body = answered;
            return this;
        }

        @Override
        public HttpResponseMessage build() {
            return this;
        }

        @Override
        public HttpStatusType getStatus() {
            return status;
        }

        @Override
        public @Nullable String getHeader(String key) {
            return headers.get(key);
        }

        Map<String, String> headers() {
            return headers;
        }

        @Override
        public Object getBody() {
            var answered = body;
            return answered == null ? new byte[0] : answered;
        }
    }
}
