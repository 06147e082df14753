package dev.landfall.runner.queue.azure;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.Reply;
import dev.landfall.runner.xml.HardenedXml;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * An error of Azure Queue Storage: {@code <Error><Code>…</Code><Message>…</Message></Error>} ("Status and error codes" of its
 * REST API).
 *
 * @param code empty when the reply is none of it
 */
record StorageError(int status, String code) {

    private static final Set<String> OVER = Set.of("MessageNotFound", "PopReceiptMismatch");

    static StorageError of(Reply reply) {
        return new StorageError(reply.status(), code(reply.body()));
    }

    /** The receipt names a delivery that is over: the message is gone, or has come again. */
    boolean deliveryIsOver() {
        return OVER.contains(code);
    }

    /** The message of the service itself is left out: it may quote the signature. */
    LandfallException asException(String what, URI queue) {
        var said = code.isEmpty() ? "status " + status : code + " (status " + status + ")";
        return new LandfallException(
                kind(),
                "Could not " + what + " " + queue + ": Azure Queue Storage said " + said + "." + advice(),
                List.of(),
                null);
    }

    private ErrorKind kind() {
        if (status == 401 || code.equals("AuthenticationFailed")) {
            return ErrorKind.UNAUTHENTICATED;
        }
        if (status >= 500 || status == 429) {
            return ErrorKind.UNAVAILABLE;
        }
        return ErrorKind.fromHttpStatus(status);
    }

    private String advice() {
        return switch (kind()) {
            case NOT_FOUND -> " Was it deleted by hand, or made in another region or account?";
            case FORBIDDEN ->
                " What the control plane lends does not reach so far, or the account's firewall is closed to"
                        + " this machine.";
            default -> "";
        };
    }

    private static String code(byte[] body) {
        return HardenedXml.firstText(body, "Code");
    }
}
