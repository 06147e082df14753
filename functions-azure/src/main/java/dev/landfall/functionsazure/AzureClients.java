package dev.landfall.functionsazure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The SDK's clients over one HTTP client and one identity. Making them calls nobody.
 */
public final class AzureClients {

    /**
     * The SDK logs every refusal as an error, with keys in it, though refusals are answers here; whoever calls a port logs
     * what matters. Held, as a logger that nobody holds forgets its level.
     */
    private static final Logger SDK_LOG = Logger.getLogger("com.azure");

    /**
     * The version of shared access signatures that both storage clients know; each would take the newest that the part
     * they share knows. The SDK reads it once, from here or from the environment.
     */
    private static final String SAS_VERSION = "2026-04-06";

    private static final String SAS_VERSION_PROPERTY = "AZURE_STORAGE_SAS_SERVICE_VERSION";

    private final TokenCredential identity;
    private final HttpClient http;
    private final HttpClient whole;

    /**
     * @param identity who asks; never an account key
     * @param client decides whom to trust
     */
    public AzureClients(TokenCredential identity, java.net.http.HttpClient.Builder client) {
        this(identity, client, AzureHttp.ANSWERED_WITHIN);
    }

    /**
     * @param patience a call that is not answered for so long has failed, and is made again
     */
    AzureClients(TokenCredential identity, java.net.http.HttpClient.Builder client, Duration patience) {
        this.identity = identity;
        this.http = AzureHttp.client(client, patience);
        this.whole = AzureHttp.readingWhole(http);
        SDK_LOG.setLevel(Level.OFF);
        System.getProperties().putIfAbsent(SAS_VERSION_PROPERTY, SAS_VERSION);
    }

    public TableClient table(URI endpoint, String name) {
        return new TableClientBuilder()
                .endpoint(endpoint.toString())
                .tableName(name)
                .credential(identity)
                .httpClient(http)
                .retryOptions(AzureHttp.retries())
                .buildClient();
    }

    /** Messages are Base64 in the queue, as the Functions host reads them unless told otherwise. */
    public QueueServiceClient queues(URI endpoint) {
        return new QueueServiceClientBuilder()
                .endpoint(endpoint.toString())
                .messageEncoding(QueueMessageEncoding.BASE64)
                .credential(identity)
                .httpClient(http)
                .retryOptions(AzureHttp.retries())
                .buildClient();
    }

    public BlobServiceClient blobs(URI endpoint) {
        return new BlobServiceClientBuilder()
                .endpoint(endpoint.toString())
                .credential(identity)
                .httpClient(http)
                .retryOptions(AzureHttp.retries())
                .buildClient();
    }

    public SecretClient secrets(URI vault) {
        var builder = new SecretClientBuilder()
                .vaultUrl(vault.toString())
                .credential(identity)
                .httpClient(whole)
                .retryOptions(AzureHttp.retries());
        return (isLoopback(vault) ? builder.disableChallengeResourceVerification() : builder).buildClient();
    }

    /**
     * @param keyId one version of a key; it is not asked for anything but signatures
     */
    public CryptographyClient key(URI keyId) {
        var builder = new CryptographyClientBuilder()
                .keyIdentifier(keyId.toString())
                .disableKeyCaching()
                .credential(identity)
                .httpClient(whole)
                .retryOptions(AzureHttp.retries());
        return (isLoopback(keyId) ? builder.disableChallengeResourceVerification() : builder).buildClient();
    }

    /** A vault that stands in for Azure's on this machine names Azure's in its challenge; no other vault may. */
    private static boolean isLoopback(URI vault) {
        return "127.0.0.1".equals(vault.getHost());
    }
}
