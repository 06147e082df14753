package dev.landfall.functionsaws.s3;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.emulators.Moto;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.testkit.blob.BlobsContract;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** On moto, whose keys may lie below each other as those of S3 do. */
class S3BlobsOnMotoIT extends BlobsContract {

    private static final String BUCKET = "landfall-blobs";

    private static Moto moto;
    private static AwsClients clients;
    private static S3Blobs blobs;

    @BeforeAll
    static void start() {
        moto = Moto.start();
        clients = TestClients.of("S3", moto.uri());
        clients.s3()
                .createBucket(request -> request.bucket(BUCKET)
                        .createBucketConfiguration(
                                place -> place.locationConstraint(BucketLocationConstraint.EU_WEST_1)));
        blobs = new S3Blobs(clients::s3, clients::s3Presigner, BUCKET, new S3Encryption.BucketDefault());
    }

    @AfterAll
    static void stop() {
        clients.close();
        moto.close();
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    /** Moto answers 500 now and then; s3proxy is asked this. */
    @Override
    protected boolean supportsWritersAtOnce() {
        return false;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }
}
