package dev.landfall.functionsazure.function;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the API: every path is the route table's. It always answers. */
public final class HttpFunction {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

    private final FunctionApp app;

    /** As the Functions worker makes it. */
    public HttpFunction() {
        this(FunctionApp.deployed());
    }

    public HttpFunction(FunctionApp app) {
        this.app = app;
    }

    /** One request; who may do what is decided by its token, so Azure's own keys play no part. */
    @FunctionName("http")
    public HttpResponseMessage run(
            @HttpTrigger(
                            name = "request",
                            methods = {
                                HttpMethod.GET,
                                HttpMethod.POST,
                                HttpMethod.PUT,
                                HttpMethod.PATCH,
                                HttpMethod.DELETE
                            },
                            authLevel = AuthorizationLevel.ANONYMOUS,
                            route = "{*path}",
                            dataType = "binary")
                    HttpRequestMessage<Optional<byte[]>> request) {
        var response = answer(request);
        var reply = request.createResponseBuilder(HttpStatusType.custom(response.status()));
        response.headers().forEach(reply::header);
        return (response.body().length == 0 ? reply : reply.body(response.body())).build();
    }

    private ApiResponse answer(HttpRequestMessage<Optional<byte[]>> message) {
        try {
            var uri = message.getUri();
            var request = ApiRequest.of(
                    message.getHttpMethod().name(),
                    uri.getRawPath(),
                    uri.getRawQuery(),
                    message.getHeaders(),
                    message.getBody().orElseGet(() -> new byte[0]));
            return app.controlPlane().router().handle(request);
        } catch (LandfallException e) {
            return e.kind() == ErrorKind.INVALID && !e.problems().isEmpty()
                    ? notReady(e)
                    : ApiResponse.error(e.kind(), e.publicMessage(), e.problems());
        }
    }

    private static ApiResponse notReady(LandfallException e) {
        LOG.atError()
                .addKeyValue("problem", e.publicMessage())
                .addKeyValue("problems", e.problems())
                .log("The control plane cannot be made; correct the function app's settings");
        return ApiResponse.error(
                ErrorKind.UNAVAILABLE,
                "The control plane is not set up right; the function app's log says what is missing.",
                List.of());
    }
}
