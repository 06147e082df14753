package dev.landfall.functionsaws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the API behind an HTTP API of API Gateway or a function URL, payload format 2.0. It always answers: what cannot be
 * read is answered 400 or 413, a control plane that cannot be made 503, and either is logged.
 */
public final class HttpHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

    private final Supplier<ControlPlane> controlPlane;

    /** As Lambda makes it. Reads nothing but the log's level and connects to nothing: a snapshot of it holds no secret. */
    public HttpHandler() {
        this(DeployedControlPlane.ofThisProcess()::controlPlane);
    }

    HttpHandler(Supplier<ControlPlane> controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(HttpReply.encode(answer(input)));
    }

    private ApiResponse answer(InputStream input) throws IOException {
        ApiRequest request;
        try {
            request = HttpEvent.request(PlatformEvent.read(input));
        } catch (LandfallException e) {
            LOG.atWarn().addKeyValue("problem", e.publicMessage()).log("A request could not be read");
            return ApiResponse.error(e.kind(), e.publicMessage(), e.problems());
        }
        try {
            return controlPlane.get().router().handle(request);
        } catch (LandfallException e) {
            return notReady(e);
        }
    }

    private static ApiResponse notReady(LandfallException e) {
        LOG.atError()
                .addKeyValue("problem", e.publicMessage())
                .addKeyValue("problems", e.problems())
                .log("The control plane cannot be made; correct the function's settings");
        return ApiResponse.error(
                ErrorKind.UNAVAILABLE,
                "The control plane is not set up right; the function's log says what is missing.",
                List.of());
    }
}
