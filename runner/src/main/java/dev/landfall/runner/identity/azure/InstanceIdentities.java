package dev.landfall.runner.identity.azure;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tokens of the managed identities of this machine, from its metadata service ("How to use managed identities for Azure
 * resources on an Azure VM to acquire an access token"). The service caches by itself. Thread-safe.
 */
public final class InstanceIdentities {

    private static final String USUAL_HOST = "http://169.254.169.254";
    private static final String PATH = "/metadata/identity/oauth2/token?api-version=2018-02-01";
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 << 10;

    private final HttpTransport transport;
    private final String host;

    private InstanceIdentities(HttpTransport transport, String host) {
        this.transport = transport;
        this.host = host;
    }

    /** {@code AZURE_POD_IDENTITY_AUTHORITY_HOST} names another host, as it does for the SDKs. */
    public static InstanceIdentities of(Map<String, String> environment, HttpTransport transport) {
        return new InstanceIdentities(
                transport, environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", USUAL_HOST));
    }

    /**
     * A token.
     *
     * @param resource such as {@code https://management.azure.com/}
     * @param expiresOn seconds since 1970, as the service writes it
     */
    public record Token(String accessToken, String resource, String expiresOn) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Token[" + resource + ", " + expiresOn + "]";
        }
    }

    /**
     * @throws LandfallException FORBIDDEN with Azure's own message when it refuses; UNAVAILABLE when it does not answer
     */
    public Token token(String clientId, String resource) {
        var uri = URI.create(host + PATH + "&client_id=" + encoded(clientId) + "&resource=" + encoded(resource));
        var reply = transport.send(
                HttpRequest.newBuilder(uri).header("Metadata", "true").build(), DEADLINE, MAX_BYTES);
        var json = tree(reply.body());
        if (reply.status() != 200) {
            throw refusal(reply.status(), json);
        }
        return new Token(
                json.path("access_token").asString(""),
                json.path("resource").asString(resource),
                json.path("expires_on").asString("0"));
    }

    private static LandfallException refusal(int status, JsonNode json) {
        boolean passes = status == 404 || status == 410 || status == 429 || status >= 500;
        var said = Optional.of(json.path("error_description").asString(""))
                .filter(text -> !text.isEmpty())
                .orElse("status " + status);
        return new LandfallException(passes ? ErrorKind.UNAVAILABLE : ErrorKind.FORBIDDEN, "Azure says: " + said);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.readTree(body);
        } catch (LandfallException e) {
            return Json.mapper().missingNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
