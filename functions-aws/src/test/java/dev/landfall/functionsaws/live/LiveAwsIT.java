package dev.landfall.functionsaws.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.dynamodb.DynamoDbRecords;
import dev.landfall.functionsaws.kms.KmsSigner;
import dev.landfall.functionsaws.s3.S3Blobs;
import dev.landfall.functionsaws.s3.S3Encryption;
import dev.landfall.functionsaws.secret.SecretsManagerSecretStore;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.functionsaws.sqs.SqsReceiving;
import dev.landfall.functionsaws.sts.QueueLending;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.blob.BlobsContract;
import dev.landfall.testkit.records.RecordsContract;
import dev.landfall.testkit.secret.SecretStoreContract;
import dev.landfall.testkit.signing.SignerContract;
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
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The ports' contracts on the services themselves, and what emulators do not enforce. Costs cents. */
@EnabledIfEnvironmentVariable(named = LiveAccount.VARIABLE, matches = "\\d{12}", disabledReason = LiveAccount.WHY_NOT)
class LiveAwsIT {

    private static @Nullable LiveAccount account;

    @BeforeAll
    static void open() {
        account = LiveAccount.open(System.getenv());
    }

    @AfterAll
    static void remove() {
        if (account != null) {
            account.close();
        }
    }

    /** STS enforces the session policy that the lent session has. */
    @Test
    void aLentQueueOpensThatQueueAndNoOther() {
        var queues = queues();
        var own = new QueueName("own");
        var other = new QueueName("other");
        queues.create(own);
        queues.create(other);
        var access = queues.lend(own, Duration.ofMinutes(5));
        try (var clients = lent(access)) {
            receive(clients.sqs(), access.url().toString());
            var refused = assertThrows(SqsException.class, () -> receive(clients.sqs(), url(other)));
            assertEquals(403, refused.statusCode());
            refused = assertThrows(
                    SqsException.class,
                    () -> clients.sqs()
                            .sendMessage(request -> request.queueUrl(url(own)).messageBody("x")));
            assertEquals(403, refused.statusCode());
        }
    }

    @Nested
    class InDynamoDb extends RecordsContract {

        @Override
        protected Records records() {
            return new DynamoDbRecords(account().clients()::dynamoDb, account().table());
        }
    }

    @Nested
    class InSqs extends SqsReceiving {

        @Override
        protected JobQueues queues() {
            return LiveAwsIT.queues();
        }

        @Override
        protected SqsClient sqs() {
            return account().clients().sqs();
        }

        @Override
        protected String url(QueueName queue) {
            return LiveAwsIT.url(queue);
        }

        @Override
        protected Duration lateness() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected Duration hidden() {
            return Duration.ofSeconds(8);
        }

        @Override
        protected Duration margin() {
            return Duration.ofSeconds(4);
        }
    }

    @Nested
    class InS3 extends BlobsContract {

        @Override
        protected Blobs blobs() {
            return new S3Blobs(
                    account().clients()::s3,
                    account().clients()::s3Presigner,
                    account().bucket(),
                    new S3Encryption.ManagedByS3());
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }
    }

    @Nested
    class InSecretsManager extends SecretStoreContract {

        @Override
        protected SecretStore secrets() {
            return new SecretsManagerSecretStore(
                    account().clients()::secretsManager, account().prefix());
        }
    }

    @Nested
    class InKms extends SignerContract {

        private final EcKeys root = EcKeys.generate();
        private final String certificate = KeyCertificate.issue(
                root,
                account().publicKey(),
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3_600));

        @Override
        protected Signer signer() {
            return new KmsSigner(
                    account().clients()::kms,
                    account().keyId(),
                    () -> certificate,
                    root.jwk().text(),
                    InstantSource.system());
        }

        @Override
        protected Instant now() {
            return Instant.now();
        }
    }

    private static LiveAccount account() {
        return Objects.requireNonNull(account, "opened before all");
    }

    private static JobQueues queues() {
        var lending = new QueueLending(
                account().clients()::sts, account().queueRole(), account().region(), InstantSource.system());
        return new SqsJobQueues(
                account().clients()::sqs, account().prefix(), account().region(), lending);
    }

    private static String url(QueueName queue) {
        return account()
                .clients()
                .sqs()
                .getQueueUrl(request -> request.queueName(account().prefix() + "-" + queue.value()))
                .queueUrl();
    }

    private static AwsClients lent(QueueAccess access) {
        var credentials = AwsSessionCredentials.create(
                Objects.requireNonNull(access.credentials().get(QueueAccess.ACCESS_KEY_ID)),
                Objects.requireNonNull(access.credentials().get(QueueAccess.SECRET_ACCESS_KEY)),
                Objects.requireNonNull(access.credentials().get(QueueAccess.SESSION_TOKEN)));
        return new AwsClients(AwsLocation.of(account().region()), StaticCredentialsProvider.create(credentials));
    }

    private static void receive(SqsClient sqs, String url) {
        sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(0));
    }
}
