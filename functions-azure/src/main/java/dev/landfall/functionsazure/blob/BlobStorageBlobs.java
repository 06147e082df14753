package dev.landfall.functionsazure.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link Blobs} as block blobs of one container, in an account without hierarchical namespace, which would sort names
 * otherwise. An address to write does not hold to {@code maxBytes}: a shared access signature cannot name a size, so
 * Azure's own limit of 5,000 MiB for one PUT applies. Thread-safe.
 */
public final class BlobStorageBlobs implements Blobs {

    /** What an opened stream holds at once; a bigger blob that is replaced meanwhile ends its stream with an error. */
    private static final int STREAM_BLOCK_BYTES = 8 * 1024 * 1024;

    /** Azure takes a PUT of a blob only with its type. */
    private static final Map<String, String> WRITE_HEADERS = Map.of("x-ms-blob-type", "BlockBlob");

    private static final BlobRequestConditions ABSENT = new BlobRequestConditions().setIfNoneMatch("*");

    private final BlobContainerClient container;
    private final BlobDelegation delegation;
    private final InstantSource clock;

    /**
     * @param container exists
     */
    public BlobStorageBlobs(BlobServiceClient service, String container, InstantSource clock) {
        this.container = service.getBlobContainerClient(container);
        this.delegation = new BlobDelegation(service, this.container);
        this.clock = clock;
    }

    @Override
    public void put(String key, byte[] bytes) {
        AzureCall.run("write a blob", () -> upload(key, new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        var options = new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes)).setRequestConditions(ABSENT);
        try {
            upload(key, options);
            return true;
        } catch (BlobStorageException e) {
            if (BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode())
                    || BlobErrorCode.CONDITION_NOT_MET.equals(e.getErrorCode())) {
                return false;
            }
            throw AzureCall.failure("write a blob", e);
        } catch (RuntimeException e) {
            throw AzureCall.failure("write a blob", e);
        }
    }

    @Override
    public Optional<byte[]> find(String key) {
        BlobKey.require(key);
        return there(() -> container.getBlobClient(key).downloadContent().toBytes());
    }

    @Override
    public Optional<InputStream> open(String key) {
        BlobKey.require(key);
        var options = new BlobInputStreamOptions().setBlockSize(STREAM_BLOCK_BYTES);
        return there(() -> container.getBlobClient(key).openInputStream(options));
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        BlobKey.requireLimit(limit);
        return AzureCall.answer("list blobs", () -> {
            var options = new ListBlobsOptions().setPrefix(prefix).setMaxResultsPerPage(limit);
            if (after.compareTo(prefix) > 0) {
                options.setStartFrom(after);
            }
            var keys = new ArrayList<String>();
            for (var page : container.listBlobs(options, null).iterableByPage()) {
                for (var blob : page.getElements()) {
                    if (blob.getName().compareTo(after) > 0) {
                        keys.add(blob.getName());
                    }
                    if (keys.size() == limit) {
                        return keys;
                    }
                }
            }
            return keys;
        });
    }

    @Override
    public void delete(String key) {
        BlobKey.require(key);
        AzureCall.run("delete a blob", () -> container.getBlobClient(key).deleteIfExists());
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        return address(key, validFor, new BlobSasPermission().setReadPermission(true), Map.of());
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        var permission = new BlobSasPermission().setCreatePermission(true).setWritePermission(true);
        return address(key, validFor, permission, WRITE_HEADERS);
    }

    private void upload(String key, BlockBlobSimpleUploadOptions options) {
        BlobKey.require(key);
        container.getBlobClient(key).getBlockBlobClient().uploadWithResponse(options, null, Context.NONE);
    }

    private BlobAddress address(
            String key, Duration validFor, BlobSasPermission permission, Map<String, String> headers) {
        BlobKey.require(key);
        var now = clock.instant();
        var expiresAt = now.plus(validFor);
        var sas = AzureCall.answer("lend an address of a blob", () -> delegation.sas(key, permission, now, expiresAt));
        var url = URI.create(container.getBlobContainerUrl() + "/" + key + "?" + sas);
        return new BlobAddress(key, url, expiresAt, headers);
    }

    private static <T> Optional<T> there(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (BlobStorageException e) {
            if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
                return Optional.empty();
            }
            throw AzureCall.failure("read a blob", e);
        } catch (RuntimeException e) {
            throw AzureCall.failure("read a blob", e);
        }
    }
}
