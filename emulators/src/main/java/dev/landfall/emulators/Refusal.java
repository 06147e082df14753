package dev.landfall.emulators;

import java.nio.charset.StandardCharsets;

/**
 * What a service answers instead of doing something, in the form that its own errors have: AWS JSON, AWS query, S3, Azure
 * Key Vault, Azure Storage.
 */
final class Refusal {

    private static final String REASON = "told to by a test";

    private Refusal() {}

    static HttpPart of(Fault fault, HttpPart request, ProxiedCall call) {
        if (request.header("x-amz-target").isPresent()) {
            return json(awsStatus(fault), awsCode(fault));
        }
        if (!call.operation().equals(call.method())) {
            return xml(
                    awsStatus(fault),
                    "<ErrorResponse><Error><Type>Sender</Type><Code>" + awsCode(fault) + "</Code><Message>" + REASON
                            + "</Message></Error></ErrorResponse>",
                    "");
        }
        if (request.header("x-amz-date").isPresent()) {
            return xml(
                    fault == Fault.REFUSED ? 403 : fault == Fault.THROTTLED ? 503 : 500,
                    "<Error><Code>" + s3Code(fault) + "</Code><Message>" + REASON + "</Message></Error>",
                    "");
        }
        if (call.target().startsWith("/secrets")
                || call.target().startsWith("/keys")
                || call.target().startsWith("/deletedsecrets")) {
            return reply(
                    vaultStatus(fault),
                    "application/json",
                    "",
                    "{\"error\":{\"code\":\"" + vaultCode(fault) + "\",\"message\":\"" + REASON + "\"}}");
        }
        var code = storageCode(fault);
        return xml(
                fault == Fault.REFUSED ? 403 : fault == Fault.THROTTLED ? 503 : 500,
                "<Error><Code>" + code + "</Code><Message>" + REASON + "</Message></Error>",
                "x-ms-error-code: " + code + "\r\n");
    }

    private static int awsStatus(Fault fault) {
        return fault == Fault.BROKEN ? 500 : fault == Fault.REFUSED ? 403 : 400;
    }

    private static String awsCode(Fault fault) {
        return fault == Fault.BROKEN
                ? "InternalServerError"
                : fault == Fault.REFUSED ? "AccessDeniedException" : "ThrottlingException";
    }

    private static String s3Code(Fault fault) {
        return fault == Fault.BROKEN ? "InternalError" : fault == Fault.REFUSED ? "AccessDenied" : "SlowDown";
    }

    private static int vaultStatus(Fault fault) {
        return fault == Fault.BROKEN ? 500 : fault == Fault.REFUSED ? 403 : 429;
    }

    private static String vaultCode(Fault fault) {
        return fault == Fault.BROKEN ? "InternalError" : fault == Fault.REFUSED ? "Forbidden" : "Throttled";
    }

    private static String storageCode(Fault fault) {
        return fault == Fault.BROKEN
                ? "InternalError"
                : fault == Fault.REFUSED ? "AuthorizationPermissionMismatch" : "ServerBusy";
    }

    private static HttpPart json(int status, String code) {
        return reply(
                status,
                "application/x-amz-json-1.0",
                "",
                "{\"__type\":\"com.amazonaws#" + code + "\",\"message\":\"" + REASON + "\"}");
    }

    private static HttpPart xml(int status, String text, String header) {
        return reply(status, "application/xml", header, text);
    }

    private static HttpPart reply(int status, String type, String header, String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + " Refused\r\nContent-Type: " + type + "\r\n" + header + "Content-Length: "
                + body.length + "\r\n\r\n";
        return new HttpPart(head.getBytes(StandardCharsets.ISO_8859_1), body);
    }
}
