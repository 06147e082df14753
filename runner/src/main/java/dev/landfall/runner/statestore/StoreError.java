package dev.landfall.runner.statestore;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.Reply;
import dev.landfall.runner.xml.HardenedXml;
import java.net.URI;
import java.util.List;

/** Errors of S3 and Azure Storage, which both are {@code <Error><Code>…</Code><Message>…</Message></Error>}. */
final class StoreError {

    private StoreError() {}

    /** Empty when the reply is none of it. */
    static String code(Reply reply) {
        return HardenedXml.firstText(reply.body(), "Code");
    }

    /** The service's own message is left out: it may quote what a request was signed with. */
    static LandfallException of(Reply reply, String service, String what, URI store, String advice) {
        var code = code(reply);
        var said = code.isEmpty() ? "status " + reply.status() : code + " (status " + reply.status() + ")";
        var kind = kind(reply.status());
        var sentence = "Could not " + what + " the state in the customer's store " + store + ": " + service + " said "
                + said + ".";
        return new LandfallException(
                kind, kind == ErrorKind.UNAVAILABLE ? sentence : sentence + " " + advice, List.of(), null);
    }

    /** 401 as well: a session that ends meanwhile is not the runner's own. */
    private static ErrorKind kind(int status) {
        if (status >= 500 || status == 429) {
            return ErrorKind.UNAVAILABLE;
        }
        return status == 401 ? ErrorKind.FORBIDDEN : ErrorKind.fromHttpStatus(status);
    }
}
