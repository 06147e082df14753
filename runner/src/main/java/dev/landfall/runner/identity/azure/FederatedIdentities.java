package dev.landfall.runner.identity.azure;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of managed identities that trust the runner's service account: its token is the client's assertion (RFC 7523, 2.2; "Access
 * token request with a federated credential" of Microsoft's identity platform). The variables are those of workload identity. Entra
 * does not cache, so a token is handed out again during the first half of its life. Thread-safe.
 */
final class FederatedIdentities implements ManagedIdentities {

    static final String TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";

    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";
    private static final String USUAL_AUTHORITY = "https://login.microsoftonline.com/";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Over plain HTTP to this machine alone: the assertion is worth a token. */
    private static final Pattern SAFE = Pattern.compile(
            "https://[^\\s?#]+|http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]+)?(?:/[^\\s?#]*)?");

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 64 << 10;

    /** Kept tokens: identities of some jobs for some services each. */
    private static final int MAX_KEPT = 64;

    private final HttpTransport transport;
    private final InstantSource clock;
    private final URI address;
    private final Path assertion;
    private final Map<Wanted, Kept> kept = new LinkedHashMap<>();

    private FederatedIdentities(HttpTransport transport, InstantSource clock, URI address, Path assertion) {
        this.transport = transport;
        this.clock = clock;
        this.address = address;
        this.assertion = assertion;
    }

    private record Wanted(String clientId, String resource) {}

    private record Kept(Token token, Instant until) {}

    /**
     * @throws LandfallException INVALID when the variables do not say where to ask
     */
    static FederatedIdentities of(Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        var tenant = environment.getOrDefault(TENANT, "");
        var authority = environment.getOrDefault(AUTHORITY, USUAL_AUTHORITY);
        if (!GUID.matcher(tenant).matches()) {
            throw LandfallException.invalid(
                    TOKEN_FILE + " is set, so " + TENANT + " must give the GUID of the identities' Entra tenant.");
        }
        if (!SAFE.matcher(authority).matches()) {
            throw LandfallException.invalid(
                    AUTHORITY + " must be an https address, such as " + USUAL_AUTHORITY + ", not '" + authority + "'.");
        }
        var base = authority.endsWith("/") ? authority : authority + "/";
        return new FederatedIdentities(
                transport,
                clock,
                URI.create(base + tenant + "/oauth2/v2.0/token"),
                Path.of(environment.getOrDefault(TOKEN_FILE, "")));
    }

    @Override
    public Token token(String clientId, String resource) {
        var wanted = new Wanted(clientId, resource);
        var before = find(wanted);
        return before == null ? ask(wanted) : before;
    }

    @Override
    public String remedy() {
        return "Give this identity a federated credential for the cluster's issuer and the runner's service account";
    }

    private Token ask(Wanted wanted) {
        var form = form(wanted).entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
        var asked = clock.instant();
        var json =
                AzureReply.read(transport.send(request, DEADLINE, MAX_BYTES), status -> status == 429 || status >= 500);
        var seconds = json.path("expires_in").asLong(0);
        var token = new Token(
                json.path("access_token").asString(""),
                wanted.resource,
                String.valueOf(asked.getEpochSecond() + seconds));
        keep(wanted, new Kept(token, asked.plusSeconds(seconds / 2)));
        return token;
    }

    /** The scope is the resource as it is written, with its slash at the end if it has one, and {@code /.default}. */
    private SequencedMap<String, String> form(Wanted wanted) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", wanted.clientId);
        form.put("scope", wanted.resource + "/.default");
        form.put("client_assertion_type", ASSERTION_TYPE);
        form.put("client_assertion", assertion());
        return form;
    }

    /** Read each time: the cluster replaces it. */
    private String assertion() {
        try {
            return Files.readString(assertion).strip();
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The service account's token " + assertion + " (" + TOKEN_FILE + ") cannot be read.", e);
        }
    }

    private @Nullable Token find(Wanted wanted) {
        synchronized (kept) {
            var found = kept.get(wanted);
            return found == null || !clock.instant().isBefore(found.until) ? null : found.token;
        }
    }

    private void keep(Wanted wanted, Kept token) {
        synchronized (kept) {
            kept.remove(wanted);
            if (kept.size() >= MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            kept.put(wanted, token);
        }
    }
}
