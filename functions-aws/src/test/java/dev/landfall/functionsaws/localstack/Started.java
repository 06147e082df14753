package dev.landfall.functionsaws.localstack;

import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.cloud.TestClients;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * LocalStack (community) in a container, started by the first test that needs it, for all tests of this Java runtime, and removed
 * with it. Any credentials are accepted and no policy is enforced.
 *
 * @param clients of its services
 */
record Started(AwsClients clients) {

    /** Names the image; {@code make test} sets it. */
    static final String IMAGE = "LANDFALL_LOCALSTACK_IMAGE";

    /** Generous: it takes two to ten seconds on a machine with nothing else to do. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private static @Nullable Started once;

    static boolean hasImage() {
        return System.getenv(IMAGE) != null;
    }

    static synchronized Started get() {
        var started = once;
        if (started == null) {
            var image = DockerImageName.parse(Objects.requireNonNull(System.getenv(IMAGE)));
            started = start(image.asCompatibleSubstituteFor("localstack/localstack"));
            once = started;
        }
        return started;
    }

    /** Testcontainers removes the container when this Java runtime ends. */
    @SuppressWarnings("resource")
    private static Started start(DockerImageName image) {
        var container = new LocalStackContainer(image)
                .withServices("sqs", "dynamodb", "s3", "sts", "kms", "secretsmanager")
                .withEnv("SQS_ENDPOINT_STRATEGY", "dynamic")
                .withEnv("DYNAMODB_IN_MEMORY", "1")
                .withEnv("DISABLE_EVENTS", "1")
                .withEnv("EAGER_SERVICE_LOADING", "1")
                .withStartupTimeout(READY_WITHIN);
        container.start();
        var location = AwsLocation.of(TestClients.REGION);
        for (var service : List.of("SQS", "DYNAMODB", "S3", "STS", "KMS", "SECRETS_MANAGER")) {
            location = location.with(service, container.getEndpoint());
        }
        var started = new Started(TestClients.of(location));
        started.warmUp();
        return started;
    }

    /** What a service is first asked takes it seconds, on a busy machine more than our clients wait. */
    private void warmUp() {
        for (var call : List.<Runnable>of(
                clients.sqs()::listQueues,
                clients.dynamoDb()::listTables,
                clients.s3()::listBuckets,
                clients.sts()::getCallerIdentity,
                clients.kms()::listKeys,
                clients.secretsManager()::listSecrets)) {
            awaitAnswer(call);
        }
    }

    private static void awaitAnswer(Runnable call) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                call.run();
                return;
            } catch (SdkClientException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
