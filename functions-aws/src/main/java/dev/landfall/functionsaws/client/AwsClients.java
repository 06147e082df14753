package dev.landfall.functionsaws.client;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, each with its deadlines, made when first asked for: a function pays at its start only for what it
 * uses. Making one opens no connection and reads no credentials, so that a snapshot of the process holds neither.
 * Thread-safe.
 */
public final class AwsClients implements AutoCloseable {

    private final AwsLocation location;
    private final AwsCredentialsProvider credentials;
    private final Lazy<SdkHttpClient> http = new Lazy<>(AwsClients::httpClient);
    private final Lazy<DynamoDbClient> dynamoDb = new Lazy<>(this::makeDynamoDb);
    private final Lazy<SqsClient> sqs = new Lazy<>(this::makeSqs);
    private final Lazy<S3Client> s3 = new Lazy<>(this::makeS3);
    private final Lazy<S3Presigner> presigner = new Lazy<>(this::makePresigner);
    private final Lazy<StsClient> sts = new Lazy<>(this::makeSts);
    private final Lazy<KmsClient> kms = new Lazy<>(this::makeKms);
    private final Lazy<SecretsManagerClient> secrets = new Lazy<>(this::makeSecrets);

    public AwsClients(AwsLocation location, AwsCredentialsProvider credentials) {
        this.location = location;
        this.credentials = credentials;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    /** Signs addresses; calls nobody. */
    public S3Presigner s3Presigner() {
        return presigner.get();
    }

    public StsClient sts() {
        return sts.get();
    }

    public KmsClient kms() {
        return kms.get();
    }

    public SecretsManagerClient secretsManager() {
        return secrets.get();
    }

    @Override
    public void close() {
        for (Lazy<? extends AutoCloseable> client : List.of(dynamoDb, sqs, s3, presigner, sts, kms, secrets, http)) {
            if (client.made()) {
                closeQuietly(client.get());
            }
        }
    }

    private DynamoDbClient makeDynamoDb() {
        return built(DynamoDbClient.builder(), "DYNAMODB", CallLimits.SMALL);
    }

    private SqsClient makeSqs() {
        return built(SqsClient.builder(), "SQS", CallLimits.SMALL);
    }

    private S3Client makeS3() {
        return built(S3Client.builder().forcePathStyle(pathStyle()), "S3", CallLimits.LARGE);
    }

    private StsClient makeSts() {
        return built(StsClient.builder(), "STS", CallLimits.SMALL);
    }

    private KmsClient makeKms() {
        return built(KmsClient.builder(), "KMS", CallLimits.SMALL);
    }

    private SecretsManagerClient makeSecrets() {
        return built(SecretsManagerClient.builder(), "SECRETS_MANAGER", CallLimits.SMALL);
    }

    private S3Presigner makePresigner() {
        var builder = S3Presigner.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle())
                        .build());
        location.endpoint("S3").ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** An emulator has no address per bucket. */
    private boolean pathStyle() {
        return location.endpoint("S3").isPresent();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, String service, CallLimits limits) {
        builder.region(Region.of(location.region()))
                .credentialsProvider(credentials)
                .httpClient(http.get())
                .overrideConfiguration(limits.configuration());
        location.endpoint(service).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static SdkHttpClient httpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CallLimits.CONNECT)
                .socketTimeout(CallLimits.LARGE.attempt())
                .build();
    }

    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            org.slf4j.LoggerFactory.getLogger(AwsClients.class)
                    .atWarn()
                    .setCause(e)
                    .log("an AWS client did not close cleanly");
        }
    }
}
