package dev.landfall.functionsazure.blob;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Signs addresses of single blobs with a user-delegation key, so that no account key exists anywhere. A key is used for an
 * hour. Thread-safe.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas">Create a user delegation
 *     SAS</a>
 */
final class BlobDelegation {

    private static final Duration KEY_LIFE = Duration.ofHours(3);
    private static final Duration KEY_USED_FOR = Duration.ofHours(1);

    /** The clock of whoever uses an address may be behind. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final BlobServiceClient service;
    private final BlobContainerClient container;
    private @Nullable DelegationKey current;

    BlobDelegation(BlobServiceClient service, BlobContainerClient container) {
        this.service = service;
        this.container = container;
    }

    /** The query string that gives that right on that blob, without a question mark; secret. */
    String sas(String key, BlobSasPermission permission, Instant now, Instant expiresAt) {
        var values = new BlobServiceSasSignatureValues(expiresAt.atOffset(ZoneOffset.UTC), permission)
                .setStartTime(now.minus(BACKDATED).atOffset(ZoneOffset.UTC))
                .setProtocol(SasProtocol.HTTPS_ONLY);
        return container.getBlobClient(key).generateUserDelegationSas(values, key(now));
    }

    private synchronized UserDelegationKey key(Instant now) {
        var held = current;
        if (held == null || now.isAfter(held.renewAt())) {
            var key = service.getUserDelegationKey(
                    now.minus(BACKDATED).atOffset(ZoneOffset.UTC),
                    now.plus(KEY_LIFE).atOffset(ZoneOffset.UTC));
            held = new DelegationKey(key, now.plus(KEY_USED_FOR));
            current = held;
        }
        return held.key();
    }

    private record DelegationKey(UserDelegationKey key, Instant renewAt) {}
}
