package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.functionsaws.s3.S3Blobs;
import dev.landfall.functionsaws.s3.S3Encryption;
import dev.landfall.testkit.blob.BlobsContract;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

@OnLocalStack
class S3OnLocalStackIT extends BlobsContract {

    private static final String BUCKET = "landfall-blobs";

    private static S3Blobs blobs;

    @BeforeAll
    static void start() {
        var all = Started.get();
        all.clients()
                .s3()
                .createBucket(request -> request.bucket(BUCKET)
                        .createBucketConfiguration(
                                place -> place.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
        blobs = new S3Blobs(all.clients()::s3, all.clients()::s3Presigner, BUCKET, new S3Encryption.ManagedByS3());
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }
}
