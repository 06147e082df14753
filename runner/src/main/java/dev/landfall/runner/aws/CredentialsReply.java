package dev.landfall.runner.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/**
 * What the metadata service of EC2 ("Retrieve security credentials from instance metadata") and the agents of ECS and EKS
 * ("Container credential provider") answer: the members AccessKeyId, SecretAccessKey, Token and Expiration.
 */
final class CredentialsReply {

    private CredentialsReply() {}

    static AwsCredentials read(byte[] json, String where) {
        var reply = Json.readTree(json);
        var id = text(reply, "AccessKeyId");
        var secret = text(reply, "SecretAccessKey");
        if (id.isEmpty() || secret.isEmpty()) {
            throw new LandfallException(
                    ErrorKind.UNAVAILABLE,
                    where + " answered without credentials: " + text(reply, "Code") + " " + text(reply, "Message")
                            + text(reply, "message") + ".");
        }
        return new AwsCredentials(id, secret, text(reply, "Token"), expiry(reply, where));
    }

    private static Instant expiry(JsonNode reply, String where) {
        try {
            return Instant.parse(text(reply, "Expiration"));
        } catch (DateTimeParseException e) {
            throw LandfallException.unavailable(where + " answered with credentials whose expiry cannot be read.", e);
        }
    }

    private static String text(JsonNode reply, String name) {
        return reply.path(name).asString("");
    }
}
