package dev.landfall.functionsazure.live;

import com.azure.data.tables.TableClient;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueuesSegmentOptions;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.protocol.signature.EcJwk;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A storage account and a key vault that are there for tests, with names of this run's own in them. Asked as whoever logged in
 * with {@code az login}.
 */
final class LiveSubscription implements AutoCloseable {

    /** The storage account. Nothing of it is touched but what this run makes. */
    static final String VARIABLE = "LANDFALL_LIVE_AZURE";

    static final String WHY_NOT =
            "opt-in: to ask a real subscription, run 'az login' and set LANDFALL_LIVE_AZURE to a storage"
                    + " account, LANDFALL_VAULT to a vault and LANDFALL_SIGNING_KEY to a version of a P-256 key in it";

    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

    private final AzureClients clients;
    private final Map<String, String> variables;
    private final String name =
            "lf" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);

    private LiveSubscription(AzureClients clients, Map<String, String> variables) {
        this.clients = clients;
        this.variables = Map.copyOf(variables);
        table().createTable();
        blobs().createBlobContainer(name);
    }

    static LiveSubscription open(Map<String, String> variables) {
        return new LiveSubscription(
                new AzureClients(new AzureCliCredentialBuilder().build(), HttpClient.newBuilder()), variables);
    }

    AzureClients clients() {
        return clients;
    }

    /** Beginning of all names. */
    String name() {
        return name;
    }

    TableClient table() {
        return clients.table(endpoint("table"), name);
    }

    QueueServiceClient queues() {
        return clients.queues(endpoint("queue"));
    }

    BlobServiceClient blobs() {
        return clients.blobs(endpoint("blob"));
    }

    URI vault() {
        return URI.create(variable("LANDFALL_VAULT"));
    }

    URI signingKey() {
        return URI.create(variable("LANDFALL_SIGNING_KEY"));
    }

    EcJwk publicKey() {
        var pair = clients.key(signingKey()).getKey().getKey().toEc();
        return EcJwk.of((ECPublicKey) pair.getPublic());
    }

    @Override
    public void close() {
        table().deleteTable();
        blobs().deleteBlobContainer(name);
        var own = new QueuesSegmentOptions().setPrefix(name);
        queues().listQueues(own, LISTED_WITHIN, com.azure.core.util.Context.NONE)
                .forEach(queue -> queues().deleteQueue(queue.getName()));
    }

    private URI endpoint(String service) {
        return URI.create("https://" + variable(VARIABLE) + "." + service + ".core.windows.net");
    }

    private String variable(String key) {
        var value = variables.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new AssertionError(key + " is not set; a live test needs it.");
        }
        return value;
    }
}
