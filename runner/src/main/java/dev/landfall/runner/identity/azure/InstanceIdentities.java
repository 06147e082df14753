package dev.landfall.runner.identity.azure;

import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Tokens of the managed identities of this machine, from its metadata service ("How to use managed identities for Azure
 * resources on an Azure VM to acquire an access token"). The service caches by itself. Thread-safe.
 */
final class InstanceIdentities implements ManagedIdentities {

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
    static InstanceIdentities of(Map<String, String> environment, HttpTransport transport) {
        return new InstanceIdentities(
                transport, environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", USUAL_HOST));
    }

    @Override
    public Token token(String clientId, String resource) {
        var uri = URI.create(host + PATH + "&client_id=" + encoded(clientId) + "&resource=" + encoded(resource));
        var reply = transport.send(
                HttpRequest.newBuilder(uri).header("Metadata", "true").build(), DEADLINE, MAX_BYTES);
        var json = AzureReply.read(reply, InstanceIdentities::passes);
        return new Token(
                json.path("access_token").asString(""),
                json.path("resource").asString(resource),
                json.path("expires_on").asString("0"));
    }

    @Override
    public String remedy() {
        return "Assign this user-assigned identity to the runner's machine or scale set";
    }

    private static boolean passes(int status) {
        return status == 404 || status == 410 || status == 429 || status >= 500;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
