package dev.landfall.functionsazure.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.CredentialUnavailableException;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.functionsazure.queue.StorageJobQueues;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A function app whose identity, tenant, account or network is not what it should be: what is said, and what to do. */
class RefusedCallTest {

    private static final TokenCredential TOKEN = request -> Mono.just(new AccessToken("t", OffsetDateTime.MAX));

    @Test
    void anIdentityThatIsNotAssignedIsSaidInAzuresWords() {
        TokenCredential none = request -> Mono.error(new CredentialUnavailableException(
                "Managed Identity authentication is not available.",
                new IllegalStateException(
                        "No User Assigned or Delegated Managed Identity found for specified ClientId")));

        var message = refusalOf(queues(none, URI.create("https://127.0.0.1:1/account")));

        assertTrue(message.contains("No User Assigned or Delegated Managed Identity found"), message);
        assertTrue(message.contains("LANDFALL_IDENTITY_CLIENT_ID"), message);
    }

    @Test
    void anAccountInAnotherTenantIsSaid() throws Exception {
        var message = answered(401, "InvalidAuthenticationInfo");

        assertTrue(message.contains("tenant"), message);
        assertTrue(message.contains("InvalidAuthenticationInfo"), message);
    }

    @Test
    void anAccountBehindAFirewallIsSaid() throws Exception {
        var message = answered(403, "AuthorizationFailure");

        assertTrue(message.contains("network rules"), message);
        assertTrue(message.contains("AuthorizationFailure"), message);
    }

    @Test
    void aQueueThatAzureIsStillDeletingIsUnavailableForAMinute() throws Exception {
        var message = answered(409, "QueueBeingDeleted");

        assertTrue(message.contains("deleted just now"), message);
        assertTrue(message.contains("minute"), message);
    }

    @Test
    void anAccountThatDoesNotExistIsSaid() {
        var message = refusalOf(queues(TOKEN, URI.create("https://no-such-account.invalid")));
        var vault = assertThrows(
                LandfallException.class,
                () -> new KeyVaultSecretStore(new AzureClients(TOKEN, HttpClient.newBuilder())
                                .secrets(URI.create("https://no-such.invalid")))
                        .find("org", "key"));

        assertTrue(message.contains("check LANDFALL_STORAGE_ACCOUNT"), message);
        assertTrue(vault.publicMessage().contains("LANDFALL_VAULT"), vault.publicMessage());
    }

    private static String answered(int status, String code) throws Exception {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(Azurite.serverTls(AzuriteStorage.azurite().trustStore())));
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>";
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("x-ms-error-code", code);
                exchange.getResponseHeaders().set("Content-Type", "application/xml");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        try {
            var endpoint = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/account");
            return refusalOf(new StorageJobQueues(
                    AzuriteStorage.clients().queues(endpoint),
                    "landfall",
                    (queue, from, to) -> "",
                    InstantSource.system()));
        } finally {
            server.stop(0);
        }
    }

    private static StorageJobQueues queues(TokenCredential identity, URI endpoint) {
        var clients = new AzureClients(identity, HttpClient.newBuilder());
        return new StorageJobQueues(
                clients.queues(endpoint), "landfall", (queue, from, to) -> "", InstantSource.system());
    }

    /** Both of what a queue that was deleted by hand needs. */
    private static String refusalOf(StorageJobQueues queues) {
        var sent = assertThrows(LandfallException.class, () -> queues.send(QueueName.EVENTS, "a", Duration.ZERO));
        var made = assertThrows(LandfallException.class, () -> queues.create(QueueName.EVENTS));
        assertEquals(ErrorKind.UNAVAILABLE, sent.kind());
        assertEquals(ErrorKind.UNAVAILABLE, made.kind());
        return made.publicMessage();
    }
}
