package dev.landfall.functionsaws.s3;

import dev.landfall.protocol.error.LandfallException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** How objects are encrypted at rest. S3 always encrypts; this says by which key. */
public sealed interface S3Encryption {

    /** As the bucket is set up. */
    record BucketDefault() implements S3Encryption {}

    /** By S3's own keys. */
    record ManagedByS3() implements S3Encryption {}

    /**
     * By a key in KMS.
     *
     * @param key its id, ARN or alias
     */
    record Kms(String key) implements S3Encryption {}

    /**
     * Reads {@code bucket}, {@code AES256} or {@code aws:kms:<key>}.
     *
     * @throws LandfallException INVALID for anything else
     */
    static S3Encryption of(String text) {
        if (text.equals("bucket")) {
            return new BucketDefault();
        }
        if (text.equals("AES256")) {
            return new ManagedByS3();
        }
        if (text.startsWith("aws:kms:") && text.length() > "aws:kms:".length()) {
            return new Kms(text.substring("aws:kms:".length()));
        }
        throw LandfallException.invalid(
                "The encryption of blobs is 'bucket', 'AES256' or 'aws:kms:<key>', not '" + text + "'.");
    }

    /** Sets the headers of a write. */
    default PutObjectRequest.Builder apply(PutObjectRequest.Builder request) {
        return switch (this) {
            case BucketDefault none -> request;
            case ManagedByS3 s3 -> request.serverSideEncryption(ServerSideEncryption.AES256);
            case Kms kms ->
                request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kms.key());
        };
    }
}
