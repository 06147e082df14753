package dev.landfall.runner.queue.sqs;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.Reply;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * An error of SQS: {@code {"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"…"}} ("Common errors" and the errors of
 * each action in the SQS API reference).
 *
 * @param code without its namespace; empty when the reply is none of SQS
 */
record SqsError(int status, String code, String message) {

    private static final Set<String> EXPIRED = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidSecurity",
            "MissingAuthenticationToken");

    private static final Set<String> CLOCK =
            Set.of("RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException");

    private static final Set<String> REFUSED =
            Set.of("AccessDenied", "AccessDeniedException", "KmsAccessDenied", "OptInRequired");

    private static final Set<String> GONE = Set.of("QueueDoesNotExist", "NonExistentQueue", "QueueDeletedRecently");

    private static final Set<String> OVER =
            Set.of("ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidIdFormat", "InvalidReceiptHandle");

    private static final Set<String> BUSY = Set.of(
            "RequestThrottled",
            "ThrottlingException",
            "Throttling",
            "KmsThrottled",
            "OverLimit",
            "ServiceUnavailable",
            "InternalError",
            "InternalFailure");

    static SqsError of(Reply reply) {
        try {
            var body = Json.readTree(reply.body());
            var message = body.path("message").asString(body.path("Message").asString(""));
            return new SqsError(reply.status(), plain(body.path("__type").asString("")), message);
        } catch (LandfallException e) {
            return new SqsError(reply.status(), "", "status " + reply.status());
        }
    }

    /** The receipt names a delivery that is over: the message is gone, or has come again. */
    boolean deliveryIsOver() {
        return OVER.contains(code) || (code.equals("InvalidParameterValue") && message.contains("receipt"));
    }

    LandfallException asException(String what, URI queue) {
        var said = code.isEmpty() ? message : code + ": " + message;
        return new LandfallException(
                kind(), "Could not " + what + " " + queue + ": SQS said " + said + advice(), List.of(), null);
    }

    private ErrorKind kind() {
        if (EXPIRED.contains(code) || CLOCK.contains(code)) {
            return ErrorKind.UNAUTHENTICATED;
        }
        if (REFUSED.contains(code)) {
            return ErrorKind.FORBIDDEN;
        }
        if (GONE.contains(code)) {
            return ErrorKind.NOT_FOUND;
        }
        if (BUSY.contains(code) || status >= 500 || status == 429) {
            return ErrorKind.UNAVAILABLE;
        }
        return ErrorKind.fromHttpStatus(status);
    }

    private String advice() {
        return switch (kind()) {
            case NOT_FOUND -> " Was it deleted by hand, or made in another region or account?";
            case FORBIDDEN -> " The role that the control plane lends for its queues lacks this action on the queue.";
            default -> "";
        };
    }

    /** {@code com.amazonaws.sqs#QueueDoesNotExist} and {@code AWS.SimpleQueueService.NonExistentQueue} to the last word. */
    private static String plain(String type) {
        var name = type.substring(type.indexOf('#') + 1);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
