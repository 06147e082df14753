package dev.landfall.runner.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.AzureManagedIdentity;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation's managed identity for a job on a cluster, by the token of the runner's service account. */
class FederatedSessionTest {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    private static final String VAULT = "https%3A%2F%2Fvault.azure.net";

    private final HttpTransport transport = new HttpTransport();
    private final PlayedEntra entra = new PlayedEntra();
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private SampleJob job = new SampleJob(folder);
    private IdentitySession session = IdentitySession.NONE;

    @BeforeEach
    void open() throws IOException {
        job = new SampleJob(folder);
        entra.trusting.add(CLIENT);
        Files.writeString(folder.resolve("token"), entra.assertion() + "\n");
        session = open(Map.of());
    }

    @AfterEach
    void close() {
        session.close();
        transport.close();
        entra.close();
    }

    @Test
    void theServiceAccountsTokenIsTheAssertionForTheOperationsIdentity() {
        var answer = ask(VAULT);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        CLIENT,
                        "scope",
                        "https://vault.azure.net/.default",
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        entra.forms.getFirst().getOrDefault("client_assertion", "")),
                entra.forms.getFirst());
        assertEquals(
                Map.of(
                        "access_token", "token-1",
                        "expires_on", String.valueOf(now.getEpochSecond() + 3599),
                        "resource", "https://vault.azure.net",
                        "token_type", "Bearer",
                        "client_id", CLIENT),
                Json.mapper().readValue(answer.body(), Map.class));
        assertTrue(job.masked.contains("token-1"));
    }

    @Test
    void aResourcesOwnSlashStaysInItsScope() {
        assertEquals(200, ask("https%3A%2F%2Fmanagement.azure.com%2F").statusCode());
        assertEquals(
                "https://management.azure.com//.default", entra.forms.getFirst().get("scope"));
    }

    @Test
    void theJobSeesNeitherTheAssertionNorItsFile() {
        var environment = session.environment();
        assertFalse(environment.containsKey("AZURE_FEDERATED_TOKEN_FILE"));
        assertFalse(environment.containsKey("AZURE_TENANT_ID"));
        assertFalse(environment.containsValue(folder.resolve("token").toString()));
        assertFalse(ask(VAULT).body().contains("eyJ"));
    }

    @Test
    void aTokenServesForTheFirstHalfOfItsLife() {
        ask(VAULT);
        now = now.plusSeconds(1700);
        assertTrue(ask(VAULT).body().contains("token-1"));
        ask("https%3A%2F%2Fmanagement.azure.com");
        now = now.plusSeconds(200);
        assertTrue(ask(VAULT).body().contains("token-3"));
    }

    @Test
    void theAssertionIsReadAgainAfterTheClusterReplacedIt() throws IOException {
        ask(VAULT);
        var before = Objects.requireNonNull(entra.forms.getFirst().get("client_assertion"));
        var after = entra.assertion();
        Files.writeString(folder.resolve("token"), after);
        now = now.plusSeconds(3000);
        assertEquals(200, ask(VAULT).statusCode());
        assertEquals(after, entra.forms.getLast().get("client_assertion"));
        assertEquals(before, entra.forms.getFirst().get("client_assertion"));
    }

    @Test
    void anIdentityThatDoesNotTrustTheAccountSaysWhatToGrant() {
        entra.trusting.clear();
        var answer = ask(VAULT);
        assertEquals(403, answer.statusCode());
        var trouble = session.trouble().orElseThrow();
        assertTrue(trouble.contains("Azure says: AADSTS70021: No matching federated identity record found."), trouble);
        assertTrue(trouble.contains("Give this identity a federated credential"), trouble);
        assertFalse(trouble.contains("Trace ID"), trouble);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "another account, system:serviceaccount:landfall:other, api://AzureADTokenExchange, AADSTS70021",
        "another audience, system:serviceaccount:landfall:landfall-runner, landfall:pool_1, AADSTS700212",
    })
    void anotherAssertionIsRefused(String what, String subject, String audience, String code) throws IOException {
        Files.writeString(folder.resolve("token"), entra.assertion(subject, audience));
        var answer = ask(VAULT);
        assertEquals(403, answer.statusCode(), what);
        assertTrue(answer.body().contains(code), answer.body());
    }

    @Test
    void aFailureThatPassesIsAnsweredSoThatSdksRepeatIt() throws IOException {
        entra.status = 503;
        assertEquals(503, ask(VAULT).statusCode());
        entra.status = 200;
        Files.delete(folder.resolve("token"));
        assertEquals(503, ask(VAULT).statusCode());
        Files.writeString(folder.resolve("token"), entra.assertion());
        assertEquals(200, ask(VAULT).statusCode());
        assertTrue(session.trouble().isEmpty());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "AZURE_TENANT_ID, common, AZURE_TENANT_ID must give the GUID",
        "AZURE_AUTHORITY_HOST, http://login.example.com/, AZURE_AUTHORITY_HOST must be an https address",
        "AZURE_AUTHORITY_HOST, http://localhost.example.com/, AZURE_AUTHORITY_HOST must be an https address",
    })
    void variablesThatWouldSendTheAssertionElsewhereAreRefused(String name, String value, String said) {
        var problem = assertThrows(LandfallException.class, () -> open(Map.of(name, value)));
        assertTrue(problem.publicMessage().contains(said), problem.publicMessage());
    }

    private IdentitySession open(Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "AZURE_FEDERATED_TOKEN_FILE", folder.resolve("token").toString(),
                "AZURE_TENANT_ID", PlayedEntra.TENANT,
                "AZURE_AUTHORITY_HOST", entra.authority()));
        environment.putAll(more);
        return new JobIdentities(environment, transport, new SecureRandom(), () -> now)
                .open(SampleJob.spec(new AzureManagedIdentity(CLIENT)), job.surroundings());
    }

    private HttpResponse<String> ask(String resource) {
        return SampleJob.get(
                URI.create(session.environment().get("IDENTITY_ENDPOINT") + "?api-version=2019-08-01&resource="
                        + resource),
                "X-IDENTITY-HEADER",
                String.valueOf(session.environment().get("IDENTITY_HEADER")));
    }
}
