package dev.landfall.functionsazure.failure;

import com.azure.core.exception.HttpResponseException;
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

    private AzureCall() {}

    /**
     * @param what was tried, to follow "could not": "read a record"
     */
    public static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw failure(what, e);
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
        if (e instanceof HttpResponseException || unreachable(e)) {
            return LandfallException.unavailable(
                    "Could not " + what + ": the Azure service did not answer; try again.", e);
        }
        return e;
    }

    /** The HTTP status of a refused call; 0 when there was no answer. */
    public static int status(HttpResponseException e) {
        return e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
    }

    private static LandfallException answered(String what, HttpResponseException e) {
        int status = status(e);
        return switch (status) {
            case 401, 403 -> {
                var why = "Could not " + what + ": Azure refused the control plane's identity with status " + status
                        + "; grant it the roles of docs/deploy-azure.md on the resource.";
                yield LandfallException.unavailable(why, e);
            }
            case 404 ->
                LandfallException.unavailable(
                        "Could not " + what + ": Azure does not have the table, container or key; deploy it as"
                                + " docs/deploy-azure.md says.",
                        e);
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
