package dev.landfall.runner.identity.azure;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.Reply;
import java.util.Optional;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/** What a token service of Azure answers: OAuth's replies (RFC 6749, 5.1 and 5.2). */
final class AzureReply {

    private AzureReply() {}

    /**
     * @param passes which refusals end by themselves
     * @throws LandfallException with Azure's own sentence, for any status but 200
     */
    static JsonNode read(Reply reply, IntPredicate passes) {
        var json = tree(reply.body());
        if (reply.status() == 200) {
            return json;
        }
        var said = Optional.of(json.path("error_description").asString(""))
                .filter(text -> !text.isEmpty())
                .map(AzureReply::firstLine)
                .orElse("status " + reply.status());
        throw new LandfallException(
                passes.test(reply.status()) ? ErrorKind.UNAVAILABLE : ErrorKind.FORBIDDEN, "Azure says: " + said);
    }

    /** Entra adds lines with ids of the request. */
    private static String firstLine(String said) {
        return said.lines().findFirst().orElse("").strip();
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.readTree(body);
        } catch (LandfallException e) {
            return Json.mapper().missingNode();
        }
    }
}
