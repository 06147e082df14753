package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.http.NearestName;
import dev.landfall.controlplane.http.UrlText;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The body of a GitHub delivery: JSON, or a form with the JSON as {@code payload}. */
final class GitHubPayload {

    private static final String FORM = "application/x-www-form-urlencoded";

    private GitHubPayload() {}

    /**
     * What a delivery says.
     *
     * @param event of {@code X-GitHub-Event}
     * @throws LandfallException INVALID when the body is not what GitHub sends for it
     */
    static GitEvent event(String event, String contentType, byte[] body) {
        return switch (event) {
            case "push" -> GitHubPush.read(json(contentType, body));
            case "create" -> ignored(contentType, body, "Tags and branches that are made come as push events too.");
            default ->
                ignored(
                        contentType,
                        body,
                        "The event '" + NearestName.shown(event) + "' starts nothing; push starts jobs.");
        };
    }

    /**
     * @throws LandfallException INVALID when it is not a JSON object
     */
    static JsonNode json(String contentType, byte[] body) {
        var tree = Json.readTree(isForm(contentType) ? formPayload(body) : body);
        if (!tree.isObject()) {
            throw LandfallException.invalid("The payload is not a JSON object.");
        }
        return tree;
    }

    private static GitEvent ignored(String contentType, byte[] body, String reason) {
        json(contentType, body);
        return new GitEvent.Ignored(reason);
    }

    private static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    private static byte[] formPayload(byte[] body) {
        return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&", -1))
                .filter(pair -> pair.startsWith("payload="))
                .findFirst()
                .map(pair -> UrlText.decodeForm(pair.substring("payload=".length())))
                .orElseThrow(() -> LandfallException.invalid("The form has no 'payload'."))
                .getBytes(StandardCharsets.UTF_8);
    }
}
