package dev.landfall.functionsazure.failure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call to an Azure service whose exceptions become {@link LandfallException}s. What the service refuses the control
 * plane itself (401, 403), or does not have (404), is UNAVAILABLE: it is no fault of whoever asked the control plane, and the
 * same request works once an operator granted or deployed what the message names.
 */
public final class AzureCall {

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

    private AzureCall() {}

    /**
     * @param what was tried, to follow "could not": "read a record"
     */
    public static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(what, e);
        } catch (LinkageError e) {
            throw unreadable(what, e);
        }
    }

    /** @see #answer */
    public static void run(String what, Runnable call) {
        answer(what, () -> {
            call.run();
            return true;
        });
    }

    /** The exception to throw instead; a defect of ours stays as it is. */
    public static RuntimeException failure(String what, RuntimeException e) {
        if (e instanceof LandfallException) {
            return e;
        }
        if (e instanceof HttpResponseException answered && answered.getResponse() != null) {
            return answered(what, answered);
        }
        if (e instanceof ClientAuthenticationException) {
            return LandfallException.unavailable(
                    "Could not " + what + ": the function app got no token for its managed identity ("
                            + MissingIdentity.reason(e) + "). Assign the identity to the function app and let"
                            + " LANDFALL_IDENTITY_CLIENT_ID name its client id, as docs/deploy-azure.md says.",
                    e);
        }
        if (UnknownAddress.in(e)) {
            return LandfallException.unavailable(
                    "Could not " + what + ": the address of the Azure service does not exist; check"
                            + " LANDFALL_STORAGE_ACCOUNT, LANDFALL_VAULT and LANDFALL_SIGNING_KEY, and the network's DNS.",
                    e);
        }
        if (e instanceof HttpResponseException || unreachable(e)) {
            return LandfallException.unavailable(
                    "Could not " + what + ": the Azure service did not answer; try again.", e);
        }
        return e;
    }

    /**
     * A front end of the service may answer an error in XML where the service itself answers JSON. The SDK then looks for an
     * XML reader that this deployment does not carry, after all its own repetitions.
     */
    public static LandfallException unreadable(String what, LinkageError e) {
        return LandfallException.unavailable(
                "Could not " + what + ": the Azure service answered an error that cannot be read; try again.", e);
    }

    /** The HTTP status of a refused call; 0 when there was no answer. */
    public static int status(HttpResponseException e) {
        return e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
    }

    private static LandfallException answered(String what, HttpResponseException e) {
        int status = status(e);
        return switch (status) {
            case 401 ->
                LandfallException.unavailable(
                        "Could not " + what + ": Azure does not accept the token of the control plane's identity (401"
                                + code(e) + "). Check that the resource is in the identity's own tenant, and the"
                                + " function app's clock.",
                        e);
            case 403 ->
                LandfallException.unavailable(
                        "Could not " + what + ": Azure refused the control plane's identity (403" + code(e)
                                + "). Grant it "
                                + NeededRole.of(e)
                                + ", as docs/deploy-azure.md says, and let it through the resource's network rules.",
                        e);
            case 404 ->
                LandfallException.unavailable(
                        "Could not " + what + ": Azure does not have the table, container or key; deploy it as"
                                + " docs/deploy-azure.md says.",
                        e);
            case 409 -> conflict(what, e);
            case 408, 429, 500, 502, 503, 504 ->
                LandfallException.unavailable(
                        "Could not " + what + ": the Azure service answered with status " + status + "; try again.", e);
            case 413 ->
                new LandfallException(
                        ErrorKind.LIMIT, "Could not " + what + ": it is bigger than the Azure service takes.", e);
            default ->
                LandfallException.internal(
                        "Could not " + what + ": the Azure service refused it with status " + status + ".", e);
        };
    }

    /** What is being deleted keeps its name for half a minute or more. */
    private static LandfallException conflict(String what, HttpResponseException e) {
        return code(e).endsWith("BeingDeleted")
                ? LandfallException.unavailable(
                        "Could not " + what + ": it was deleted just now (409" + code(e)
                                + "), and Azure makes none with the same name until that is done. Try again in a minute.",
                        e)
                : LandfallException.internal(
                        "Could not " + what + ": the Azure service refused it with status 409" + code(e) + ".", e);
    }

    /** The service's own code behind a space; empty when it gave none. */
    private static String code(HttpResponseException e) {
        var code = e.getResponse().getHeaderValue(ERROR_CODE);
        return code == null ? "" : " " + code;
    }

    private static boolean unreachable(@Nullable Throwable e) {
        for (int depth = 0; e != null && depth < 10; depth++) {
            if (e instanceof IOException || e instanceof TimeoutException || e instanceof InterruptedException) {
                return true;
            }
            e = e.getCause();
        }
        return false;
    }
}
