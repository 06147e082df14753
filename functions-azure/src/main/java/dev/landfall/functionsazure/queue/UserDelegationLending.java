package dev.landfall.functionsazure.queue;

import com.azure.storage.common.sas.SasProtocol;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.UserDelegationKey;
import com.azure.storage.queue.sas.QueueSasPermission;
import com.azure.storage.queue.sas.QueueServiceSasSignatureValues;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a user-delegation key, so that no account key exists anywhere: what is lent can do no more than the control
 * plane's own identity, and ends when that loses its role. A key is used for an hour. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas">Create a user delegation
 *     SAS</a>
 */
public final class UserDelegationLending implements QueueLending {

    private static final Duration KEY_LIFE = Duration.ofHours(2);
    private static final Duration KEY_USED_FOR = Duration.ofHours(1);

    private final QueueServiceClient service;
    private @Nullable DelegationKey current;

    public UserDelegationLending(QueueServiceClient service) {
        this.service = service;
    }

    @Override
    public String sas(QueueClient queue, Instant startsAt, Instant expiresAt) {
        return queue.generateUserDelegationSas(lent(startsAt, expiresAt), key(startsAt));
    }

    /** The one right of every lending, to process: receive and delete. To update would be to change texts too. */
    public static QueueServiceSasSignatureValues lent(Instant startsAt, Instant expiresAt) {
        var permission = new QueueSasPermission().setProcessPermission(true);
        return new QueueServiceSasSignatureValues(expiresAt.atOffset(ZoneOffset.UTC), permission)
                .setStartTime(startsAt.atOffset(ZoneOffset.UTC))
                .setProtocol(SasProtocol.HTTPS_ONLY);
    }

    private synchronized UserDelegationKey key(Instant startsAt) {
        var held = current;
        if (held == null || startsAt.isAfter(held.renewAt())) {
            var key = service.getUserDelegationKey(
                    startsAt.atOffset(ZoneOffset.UTC), startsAt.plus(KEY_LIFE).atOffset(ZoneOffset.UTC));
            held = new DelegationKey(key, startsAt.plus(KEY_USED_FOR));
            current = held;
        }
        return held.key();
    }

    private record DelegationKey(UserDelegationKey key, Instant renewAt) {}
}
