package dev.landfall.integration.lambda;

import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.records.Records;
import dev.landfall.emulators.DynamoDbLocal;
import dev.landfall.emulators.ElasticMq;
import dev.landfall.emulators.S3Proxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.dynamodb.DynamoDbRecords;
import dev.landfall.functionsaws.dynamodb.RecordTable;
import dev.landfall.functionsaws.host.AwsConfig;
import dev.landfall.functionsaws.host.AwsPorts;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The resources that a control plane on AWS is given, on emulators: what the Terraform module makes in an account. */
public final class AwsAccount implements AutoCloseable {

    private static final String REGION = "us-east-1";
    private static final String TABLE = "landfall";
    private static final String BUCKET = "landfall-blobs";
    private static final String PREFIX = "landfall";
    private static final Duration CERTIFIED_FOR = Duration.ofDays(30);
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DynamoDbLocal dynamoDb;
    private final ElasticMq elasticMq;
    private final S3Proxy s3;
    private final KeyServices keys;
    private final List<ServiceMeter> meters;
    private final SqsClient queues;
    private final DynamoDbClient tables;
    private final String rootKey;
    private final String certificate;

    private AwsAccount() {
        try {
            dynamoDb = own(DynamoDbLocal.start());
            elasticMq = own(ElasticMq.start());
            s3 = own(S3Proxy.start());
            keys = own(KeyServices.start());
            meters = List.of(
                    own(ServiceMeter.start("DynamoDB", dynamoDb.uri())),
                    own(ServiceMeter.start("SQS", elasticMq.uri())),
                    own(ServiceMeter.start("S3", s3.uri())),
                    own(ServiceMeter.start("KMS, Secrets Manager, STS", keys.uri())));
            queues = own(client(SqsClient.builder(), elasticMq.uri()));
            tables = own(client(DynamoDbClient.builder(), dynamoDb.uri()));
            var root = EcKeys.generate();
            var now = Instant.now();
            rootKey = root.jwk().text();
            certificate = KeyCertificate.issue(root, keys.key().jwk(), now.minus(BACKDATED), now.plus(CERTIFIED_FOR));
            makeTable();
            makeBucket();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    public static AwsAccount start() {
        return new AwsAccount();
    }

    /** The functions' settings, and what leads their SDK here. */
    public Map<String, String> environment(URI publicUrl) {
        return Map.ofEntries(
                Map.entry("LANDFALL_TABLE", TABLE),
                Map.entry("LANDFALL_BUCKET", BUCKET),
                Map.entry("LANDFALL_QUEUE_PREFIX", PREFIX),
                Map.entry("LANDFALL_QUEUE_ROLE", "arn:aws:iam::000000000000:role/landfall-queue-lending"),
                Map.entry("LANDFALL_SECRET_PREFIX", PREFIX),
                Map.entry("LANDFALL_SIGNING_KEY", "signing"),
                Map.entry("LANDFALL_ROOT_KEY", rootKey),
                Map.entry("LANDFALL_SIGNING_CERTIFICATE", certificate),
                Map.entry("LANDFALL_PUBLIC_URL", publicUrl.toString()),
                Map.entry("AWS_REGION", REGION),
                Map.entry("AWS_ACCESS_KEY_ID", S3Proxy.ACCESS_KEY),
                Map.entry("AWS_SECRET_ACCESS_KEY", S3Proxy.SECRET_KEY),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", meter(0)),
                Map.entry("AWS_ENDPOINT_URL_SQS", meter(1)),
                Map.entry("AWS_ENDPOINT_URL_S3", meter(2)),
                Map.entry("AWS_ENDPOINT_URL_KMS", meter(3)),
                Map.entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", meter(3)),
                Map.entry("AWS_ENDPOINT_URL_STS", meter(3)));
    }

    /** The ports of a control plane in this process, whose calls are counted like those of the functions. */
    public Ports ports() {
        return ports(InstantSource.system());
    }

    /** The same with another time. */
    public Ports ports(InstantSource clock) {
        var config = AwsConfig.from(environment(URI.create("https://landfall.example.com")));
        var clients = own(new AwsClients(
                config.location(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY))));
        return AwsPorts.of(config, clients, clock);
    }

    /** What the functions called since the last time. */
    public List<ServiceCall> calls() {
        return meters.stream().flatMap(meter -> meter.drain().stream()).toList();
    }

    private String meter(int number) {
        return meters.get(number).uri().toString();
    }

    public SqsClient queues() {
        return queues;
    }

    /** Another client, which asks by way of that address. */
    public SqsClient queues(URI endpoint) {
        return client(SqsClient.builder(), endpoint);
    }

    /** The store, by a way that is not metered. */
    public Records records() {
        return new DynamoDbRecords(() -> tables, TABLE);
    }

    /** Every item of the table. */
    public String storedText() {
        return tables.scanPaginator(request -> request.tableName(TABLE)).items().stream()
                .map(item -> String.valueOf(item))
                .collect(Collectors.joining("\n"));
    }

    /** Credentials that the functions have, and what is lent to runners. */
    public List<String> secrets() {
        return List.of(S3Proxy.SECRET_KEY, KeyServices.LENT_SECRET, KeyServices.LENT_TOKEN);
    }

    /** The URL of a queue that exists. */
    public String queueUrl(String name) {
        return queues.getQueueUrl(request -> request.queueName(PREFIX + "-" + name))
                .queueUrl();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void makeTable() {
        RecordTable.create(tables, TABLE);
    }

    private void makeBucket() {
        try (var buckets = client(S3Client.builder().forcePathStyle(true), s3.uri())) {
            buckets.createBucket(request -> request.bucket(BUCKET));
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)))
                .endpointOverride(endpoint)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
