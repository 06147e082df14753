package dev.landfall.functionsaws.live;

import dev.landfall.functionsaws.client.AwsClients;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/** Removes what a live test made; one failure does not keep the rest from being removed. */
record LiveCleanup(AwsClients clients, String prefix) {

    /** The shortest time that KMS keeps a key that is to be deleted. */
    private static final int KEY_PENDING_DAYS = 7;

    /** @param keyId empty when there is no key yet */
    void run(String keyId) {
        var left = new ArrayList<SdkException>();
        for (var step : List.<Runnable>of(
                this::queues,
                this::bucket,
                this::secrets,
                () -> clients.dynamoDb().deleteTable(request -> request.tableName(prefix)),
                () -> key(keyId))) {
            try {
                step.run();
            } catch (SdkException e) {
                left.add(e);
            }
        }
        if (!left.isEmpty()) {
            var failure = new AssertionError("Something of the live test '" + prefix
                    + "' is still in the account; remove what begins with that.");
            left.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private void queues() {
        clients.sqs()
                .listQueuesPaginator(request -> request.queueNamePrefix(prefix).maxResults(1_000))
                .queueUrls()
                .forEach(url -> clients.sqs().deleteQueue(request -> request.queueUrl(url)));
    }

    private void bucket() {
        var bucket = prefix + "-blobs";
        clients.s3()
                .listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object -> clients.s3()
                        .deleteObject(request -> request.bucket(bucket).key(object.key())));
        clients.s3().deleteBucket(request -> request.bucket(bucket));
    }

    private void secrets() {
        var own = Filter.builder().key(FilterNameStringType.NAME).values(prefix).build();
        clients.secretsManager().listSecretsPaginator(request -> request.filters(List.of(own))).stream()
                .flatMap(page -> page.secretList().stream())
                .forEach(secret -> clients.secretsManager()
                        .deleteSecret(request -> request.secretId(secret.arn()).forceDeleteWithoutRecovery(true)));
    }

    private void key(String keyId) {
        if (!keyId.isEmpty()) {
            clients.kms().scheduleKeyDeletion(request -> request.keyId(keyId).pendingWindowInDays(KEY_PENDING_DAYS));
        }
    }
}
