package dev.landfall.functionsazure;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.functionsazure.blob.BlobStorageBlobs;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.functionsazure.keyvault.KeyVaultSigner;
import dev.landfall.functionsazure.queue.QueueLending;
import dev.landfall.functionsazure.queue.StorageJobQueues;
import dev.landfall.functionsazure.queue.UserDelegationLending;
import dev.landfall.functionsazure.table.TableRecords;
import java.net.http.HttpClient;
import java.time.InstantSource;

/** The ports of a control plane on Azure: read top to bottom, it is the composition. Making them calls nobody. */
public final class AzurePorts {

    private AzurePorts() {}

    /** With the function app's managed identity; no account key exists. */
    public static Ports of(AzureConfig config) {
        var clients = clients(config);
        return of(config, clients, new UserDelegationLending(clients.queues(config.queue())), InstantSource.system());
    }

    /**
     * @param lending another than by user delegation where the queues do not know that
     */
    public static Ports of(AzureConfig config, AzureClients clients, QueueLending lending, InstantSource clock) {
        return new Ports(
                new TableRecords(clients.table(config.table(), config.tableName()), clock),
                new StorageJobQueues(clients.queues(config.queue()), config.queuePrefix(), lending, clock),
                new BlobStorageBlobs(clients.blobs(config.blob()), config.container(), clock),
                new KeyVaultSecretStore(clients.secrets(config.vault())),
                new KeyVaultSigner(clients::key, config.signingKey(), config.signingCertificate(), config.rootKey()),
                WakeUp.none(),
                clock,
                new RandomIds(clock));
    }

    /** Clients with the managed identity that the configuration names. */
    public static AzureClients clients(AzureConfig config) {
        return new AzureClients(identity(config), HttpClient.newBuilder());
    }

    private static TokenCredential identity(AzureConfig config) {
        var identity = new ManagedIdentityCredentialBuilder().httpClient(AzureHttp.client(HttpClient.newBuilder()));
        config.identityClientId().ifPresent(identity::clientId);
        return identity.build();
    }
}
