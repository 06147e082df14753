package dev.landfall.functionsazure.failure;

import com.azure.core.exception.HttpResponseException;
import com.azure.data.tables.models.TableServiceException;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.queue.models.QueueStorageException;

/** The role that a refused call needed, by the names that Azure gives its roles. */
final class NeededRole {

    private NeededRole() {}

    static String of(HttpResponseException e) {
        if (e instanceof TableServiceException) {
            return "'Storage Table Data Contributor' on the storage account";
        }
        if (e instanceof QueueStorageException) {
            return "'Storage Queue Data Contributor' and 'Storage Queue Delegator' on the storage account";
        }
        if (e instanceof BlobStorageException) {
            return "'Storage Blob Data Owner' on the storage account";
        }
        var path = e.getResponse().getRequest().getUrl().getPath();
        return path.startsWith("/keys")
                ? "'Key Vault Crypto User' on the signing key"
                : "'Key Vault Secrets Officer' on the vault";
    }
}
