package dev.landfall.runner.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.identity.JobIdentity.AzureManagedIdentity;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureSessionTest {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    private static final String USUAL = "?api-version=2019-08-01&resource=https%3A%2F%2Fvault.azure.net";

    private final HttpTransport transport = new HttpTransport();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer metadata = metadata();
    private volatile int status = 200;
    private volatile String reply =
            "{\"access_token\":\"secret-token\",\"expires_on\":\"1700000000\",\"expires_in\":\"86399\","
                    + "\"resource\":\"https://vault.azure.net\",\"token_type\":\"Bearer\",\"client_id\":\"" + CLIENT
                    + "\"}";

    @TempDir
    private Path folder = Path.of("");

    private SampleJob job = new SampleJob(folder);
    private IdentitySession session = IdentitySession.NONE;

    @BeforeEach
    void open() {
        job = new SampleJob(folder);
        var environment = Map.of(
                "AZURE_POD_IDENTITY_AUTHORITY_HOST",
                "http://127.0.0.1:" + metadata.getAddress().getPort());
        session = new JobIdentities(environment, transport, new SecureRandom(), InstantSource.system())
                .open(SampleJob.spec(new AzureManagedIdentity(CLIENT)), job.surroundings());
    }

    @AfterEach
    void close() {
        session.close();
        transport.close();
        metadata.stop(0);
    }

    @Test
    void theMetadataServiceIsAskedForThisIdentityAndThisResource() {
        var answer = ask(USUAL);
        assertEquals(200, answer.statusCode());
        assertEquals(
                Map.of(
                        "access_token", "secret-token",
                        "expires_on", "1700000000",
                        "resource", "https://vault.azure.net",
                        "token_type", "Bearer",
                        "client_id", CLIENT),
                Json.mapper().readValue(answer.body(), Map.class));
        assertEquals(
                List.of("true /metadata/identity/oauth2/token?api-version=2018-02-01&client_id=" + CLIENT
                        + "&resource=https%3A%2F%2Fvault.azure.net"),
                asked);
        assertTrue(job.masked.contains("secret-token"));
    }

    @Test
    void itsOwnClientIdMayBeNamedAndNoOtherIdentity() {
        assertEquals(200, ask(USUAL + "&client_id=" + CLIENT).statusCode());
        assertEquals(
                403,
                ask(USUAL + "&client_id=99999999-2222-3333-4444-555555555555").statusCode());
        assertEquals(403, ask(USUAL + "&principal_id=" + CLIENT).statusCode());
        assertEquals(403, ask(USUAL + "&mi_res_id=x").statusCode());
        assertEquals(1, asked.size());
    }

    @Test
    void whatIsNotTheProtocolIsRefused() {
        assertEquals(400, ask("").statusCode());
        assertEquals(400, ask("?api-version=2018-02-01&resource=x").statusCode());
        assertEquals(400, ask("?api-version=2019-08-01&resource=").statusCode());
        assertEquals(401, SampleJob.get(address(USUAL), "Metadata", "true").statusCode());
        assertEquals(
                401, SampleJob.get(address(USUAL), "X-IDENTITY-HEADER", "x").statusCode());
    }

    @Test
    void aRefusalIsAzuresOwnSentenceAndWhatToGrant() {
        status = 400;
        reply = "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}";
        var answer = ask(USUAL);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("Azure says: Identity not found"), answer.body());
        assertTrue(session.trouble().orElseThrow().contains("Assign this user-assigned identity"));
        assertEquals(1, job.notices.size());
    }

    @Test
    void aFailureThatPassesIsAnsweredSoThatSdksRepeatIt() {
        status = 429;
        reply = "slow down";
        assertEquals(503, ask(USUAL).statusCode());
        status = 200;
        reply = "{\"access_token\":\"a\",\"expires_on\":\"1\",\"resource\":\"r\"}";
        assertEquals(200, ask(USUAL).statusCode());
        assertTrue(session.trouble().isEmpty());
    }

    @Test
    void terraformFindsItByItsOwnNames() {
        assertEquals("true", session.environment().get("ARM_USE_MSI"));
        assertEquals(
                session.environment().get("IDENTITY_ENDPOINT"),
                session.environment().get("ARM_MSI_ENDPOINT"));
        assertEquals(CLIENT, session.environment().get("AZURE_CLIENT_ID"));
    }

    @Test
    void theAddressDiesWithTheJob() {
        session.close();
        assertThrows(UncheckedIOException.class, () -> ask(USUAL));
    }

    private HttpResponse<String> ask(String query) {
        return SampleJob.get(
                address(query),
                "X-IDENTITY-HEADER",
                String.valueOf(session.environment().get("IDENTITY_HEADER")));
    }

    private URI address(String query) {
        return URI.create(session.environment().get("IDENTITY_ENDPOINT") + query);
    }

    private HttpServer metadata() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", exchange -> {
                try (exchange) {
                    asked.add(exchange.getRequestHeaders().getFirst("Metadata") + " " + exchange.getRequestURI());
                    var bytes = reply.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
