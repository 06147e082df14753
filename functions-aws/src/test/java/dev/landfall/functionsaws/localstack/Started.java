package dev.landfall.functionsaws.localstack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.LocalStack;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.cloud.TestClients;
import java.util.List;

/** LocalStack with clients of all its services; a test without it is skipped, and says so. */
record Started(LocalStack localStack, AwsClients clients) implements AutoCloseable {

    static Started start() {
        assumeTrue(LocalStack.isInstalled(), LocalStack.NOT_INSTALLED);
        var localStack = LocalStack.start();
        var location = AwsLocation.of(TestClients.REGION);
        for (String service : List.of("SQS", "S3", "STS", "KMS", "SECRETS_MANAGER")) {
            location = location.with(service, localStack.uri());
        }
        return new Started(localStack, TestClients.of(location));
    }

    @Override
    public void close() {
        clients.close();
        localStack.close();
    }
}
