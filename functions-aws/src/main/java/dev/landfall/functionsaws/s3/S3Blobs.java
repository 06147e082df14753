package dev.landfall.functionsaws.s3;

import dev.landfall.controlplane.blob.BlobKey;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.BlobAddress;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * {@link Blobs} in an S3 bucket, the key of a blob being the object's. Addresses are presigned requests: they end with
 * their time or with the session of the credentials that signed them, whichever is first. S3 cannot hold a presigned PUT
 * to a largest size; what a runner uploaded is measured when it is read. Thread-safe.
 */
public final class S3Blobs implements Blobs {

    /** How often a write is tried that met another one of the same key; S3 answers one of them 409. */
    private static final int MAX_ATTEMPTS = 5;

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    // without ListBucket S3 answers 403 for a key that is not there
    private static final AwsCall GET =
            new AwsCall("The blob could not be read", "s3:GetObject on the objects and s3:ListBucket on the bucket");
    private static final AwsCall PUT = new AwsCall("The blob could not be written", "s3:PutObject");
    private static final AwsCall LIST = new AwsCall("The blobs could not be listed", "s3:ListBucket");
    private static final AwsCall DELETE = new AwsCall("The blob could not be removed", "s3:DeleteObject");
    private static final AwsCall SIGN = new AwsCall("The blob's address could not be signed", "s3:GetObject");

    private final Supplier<S3Client> s3;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;
    private final S3Encryption encryption;

    public S3Blobs(Supplier<S3Client> s3, Supplier<S3Presigner> presigner, String bucket, S3Encryption encryption) {
        this.s3 = s3;
        this.presigner = presigner;
        this.bucket = bucket;
        this.encryption = encryption;
    }

    @Override
    public void put(String key, byte[] bytes) {
        write(request(key), bytes);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return write(request(key).ifNoneMatch("*"), bytes);
    }

    @Override
    public Optional<byte[]> find(String key) {
        BlobKey.require(key);
        return GET.make(() -> {
            try {
                return Optional.of(s3.get()
                        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<InputStream> open(String key) {
        BlobKey.require(key);
        return GET.make(() -> {
            try {
                return Optional.of(
                        s3.get().getObject(request -> request.bucket(bucket).key(key)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> list(String prefix, String after, int limit) {
        BlobKey.requireLimit(limit);
        return LIST
                .make(() -> s3.get()
                        .listObjectsV2(request -> request.bucket(bucket)
                                .prefix(prefix)
                                .startAfter(after.isEmpty() ? null : after)
                                .maxKeys(limit)))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void delete(String key) {
        BlobKey.require(key);
        DELETE.make(
                () -> s3.get().deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public BlobAddress readAddress(String key, Duration validFor) {
        BlobKey.require(key);
        var signed = SIGN.make(() -> presigner
                .get()
                .presignGetObject(request -> request.signatureDuration(validFor)
                        .getObjectRequest(get -> get.bucket(bucket).key(key))));
        return new BlobAddress(key, URI.create(signed.url().toString()), signed.expiration());
    }

    @Override
    public BlobAddress writeAddress(String key, Duration validFor, long maxBytes) {
        BlobKey.require(key);
        var signed = SIGN.make(() -> presigner
                .get()
                .presignPutObject(request -> request.signatureDuration(validFor)
                        .putObjectRequest(request(key).build())));
        return new BlobAddress(
                key, URI.create(signed.url().toString()), signed.expiration(), headers(signed.signedHeaders()));
    }

    /** What the sender has to send because it is signed; the host it sends anyway. */
    private static Map<String, String> headers(Map<String, List<String>> signed) {
        var headers = new TreeMap<String, String>();
        signed.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }

    private PutObjectRequest.Builder request(String key) {
        BlobKey.require(key);
        return encryption.apply(PutObjectRequest.builder().bucket(bucket).key(key));
    }

    /**
     * @return false when the key is taken and must not be
     */
    private boolean write(PutObjectRequest.Builder request, byte[] bytes) {
        return PUT.make(() -> {
            for (int attempts = 1; ; attempts++) {
                try {
                    s3.get().putObject(request.build(), RequestBody.fromBytes(bytes));
                    return true;
                } catch (S3Exception e) {
                    if (e.statusCode() == PRECONDITION_FAILED) {
                        return false;
                    }
                    requireAnotherAttempt(e, attempts);
                }
            }
        });
    }

    private static void requireAnotherAttempt(S3Exception e, int attempts) {
        if (e.statusCode() != CONFLICT) {
            throw e;
        }
        if (attempts >= MAX_ATTEMPTS) {
            throw LandfallException.unavailable(
                    "The blob could not be written: others wrote the same one all the time. Try again.", e);
        }
    }
}
