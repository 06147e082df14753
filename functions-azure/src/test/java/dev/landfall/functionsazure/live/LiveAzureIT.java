package dev.landfall.functionsazure.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.storage.queue.QueueClient;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsazure.blob.BlobStorageBlobs;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.functionsazure.keyvault.KeyVaultSigner;
import dev.landfall.functionsazure.queue.StorageJobQueues;
import dev.landfall.functionsazure.queue.UserDelegationLending;
import dev.landfall.functionsazure.table.TableRecords;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.blob.BlobsContract;
import dev.landfall.testkit.records.RecordsContract;
import dev.landfall.testkit.secret.SecretStoreContract;
import dev.landfall.testkit.signing.SignerContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The ports' contracts on the services themselves, with an identity and without any account key. Costs cents. */
@EnabledIfEnvironmentVariable(
        named = LiveSubscription.VARIABLE,
        matches = "[a-z0-9]{3,24}",
        disabledReason = LiveSubscription.WHY_NOT)
class LiveAzureIT {

    private static @Nullable LiveSubscription subscription;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        subscription = LiveSubscription.open(System.getenv());
    }

    @AfterAll
    static void remove() {
        if (subscription != null) {
            subscription.close();
        }
    }

    /** The emulator knows no user delegation for queues. */
    @Test
    void aLentQueueOpensThatQueueAndNoOther() throws IOException, InterruptedException {
        var own = new QueueName("own");
        var other = new QueueName("other");
        queues().create(own);
        queues().create(other);
        var access = queues().lend(own, Duration.ofMinutes(5));

        assertEquals(200, status("GET", access, access.url() + "/messages"));
        assertEquals(403, status("GET", access, access.url() + "/messages?peekonly=true"));
        assertEquals(403, status("DELETE", access, access.url().toString()));
        var elsewhere = access.url().toString().replace("-own", "-other");
        assertEquals(403, status("GET", access, elsewhere + "/messages"));
    }

    @Nested
    class InTables extends RecordsContract {

        @Override
        protected Records records() {
            return new TableRecords(subscription().table(), InstantSource.system());
        }
    }

    @Nested
    class InStorageQueues extends LiveQueues {

        @Override
        protected JobQueues queues() {
            return LiveAzureIT.queues();
        }

        @Override
        QueueClient client(QueueName queue) {
            return subscription().queues().getQueueClient(subscription().name() + "-" + queue.value());
        }
    }

    @Nested
    class InBlobStorage extends BlobsContract {

        @Override
        protected Blobs blobs() {
            return new BlobStorageBlobs(subscription().blobs(), subscription().name(), InstantSource.system());
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }
    }

    /** The vault keeps names of deleted secrets; those of this test are its own each time. */
    @Nested
    class InKeyVault extends SecretStoreContract {

        @Override
        protected SecretStore secrets() {
            return new KeyVaultSecretStore(
                    subscription().clients().secrets(subscription().vault()));
        }
    }

    @Nested
    class WithAKeyOfTheVault extends SignerContract {

        private final EcKeys root = EcKeys.generate();
        private final String certificate = KeyCertificate.issue(
                root,
                subscription().publicKey(),
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3_600));

        @Override
        protected Signer signer() {
            return new KeyVaultSigner(
                    subscription().clients()::key,
                    subscription().signingKey(),
                    certificate,
                    root.jwk().text());
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }
    }

    private static LiveSubscription subscription() {
        return Objects.requireNonNull(subscription, "opened before all");
    }

    private static JobQueues queues() {
        var service = subscription().queues();
        return new StorageJobQueues(
                service, subscription().name(), new UserDelegationLending(service), InstantSource.system());
    }

    private int status(String method, QueueAccess access, String url) throws IOException, InterruptedException {
        var sas = access.credentials().get(QueueAccess.SAS);
        var request = HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + sas))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("x-ms-version", "2026-04-06");
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
