package dev.landfall.functionsaws.host;

import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.controlplane.wakeup.WakeUp;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.dynamodb.DynamoDbRecords;
import dev.landfall.functionsaws.kms.KmsSigner;
import dev.landfall.functionsaws.s3.S3Blobs;
import dev.landfall.functionsaws.secret.SecretsManagerSecretStore;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.functionsaws.sts.QueueLending;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Every port on AWS. Making them calls nobody and reads no credentials; each client is made when it is first used. */
public final class AwsPorts {

    private AwsPorts() {}

    /** With the credentials that the SDK finds, which on Lambda are those of the function's role. */
    public static Ports of(AwsConfig config) {
        return of(config, clients(config), InstantSource.system());
    }

    /** With clients and a clock of the caller. */
    public static Ports of(AwsConfig config, AwsClients clients, InstantSource clock) {
        var region = config.location().region();
        var lending = new QueueLending(clients::sts, config.queueRole(), region, clock);
        var certificate = new CertificateSource(config.signingCertificate(), clients::secretsManager);
        return new Ports(
                new DynamoDbRecords(clients::dynamoDb, config.table()),
                new SqsJobQueues(clients::sqs, config.queuePrefix(), region, lending),
                new S3Blobs(clients::s3, clients::s3Presigner, config.bucket(), config.encryption()),
                new SecretsManagerSecretStore(clients::secretsManager, config.secretPrefix()),
                new KmsSigner(clients::kms, config.signingKey(), certificate, config.rootKey(), clock),
                WakeUp.none(),
                clock,
                new RandomIds(clock));
    }

    /** The clients of a process. */
    public static AwsClients clients(AwsConfig config) {
        return new AwsClients(
                config.location(), DefaultCredentialsProvider.builder().build());
    }
}
