package dev.landfall.functionsazure.queue;

import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import dev.landfall.emulators.Azurite;
import java.time.Instant;

/** Signs with Azurite's known key, as it issues no user-delegation keys for queues; the rights are the same. */
final class SharedKeyLending implements QueueLending {

    @Override
    public String sas(QueueClient queue, Instant startsAt, Instant expiresAt) {
        return new QueueClientBuilder()
                .endpoint(queue.getQueueUrl())
                .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.ACCOUNT_KEY))
                .buildClient()
                .generateSas(UserDelegationLending.lent(startsAt, expiresAt));
    }
}
