package dev.landfall.runner.statestore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.emulators.S3Proxy;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.SigV4;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that speaks S3 and checks signatures. */
final class BucketObjectsIT extends StateObjectsContract {

    private static final String REGION = "eu-central-1";
    private static final AwsCredentials OWNER = new AwsCredentials(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY, null, null);

    private static S3Proxy s3;
    private static int buckets;

    private final HttpTransport transport = new HttpTransport();
    private String bucket = "";

    @BeforeAll
    static void start() {
        s3 = S3Proxy.start();
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @BeforeEach
    void create() {
        bucket = "states-" + ++buckets;
        makeBucket(transport, address(bucket), OWNER);
    }

    static void makeBucket(HttpTransport transport, URI address, AwsCredentials owner) {
        var unsigned = new AwsRequest("PUT", address, Map.of("X-Amz-Content-Sha256", Sha256.hex(new byte[0])), "");
        var signed = new SigV4(REGION, "s3")
                .sign(unsigned, owner, InstantSource.system().instant());
        var request = HttpRequest.newBuilder(signed.uri()).PUT(BodyPublishers.noBody());
        signed.headers().forEach(request::header);
        assertEquals(
                200,
                transport.send(request.build(), Duration.ofSeconds(30), 1 << 20).status());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    protected StateObjects store() {
        return store(bucket, OWNER);
    }

    @Override
    protected StateObjects missingStore() {
        return store("missing-bucket", OWNER);
    }

    @Override
    protected StateObjects closedStore() {
        return store(bucket, new AwsCredentials(S3Proxy.ACCESS_KEY, "another-credential", null, null));
    }

    @Test
    void aBucketOfAwsHasANameOfItsOwnInItsRegion() {
        assertEquals(
                URI.create("https://shop-acme.s3.eu-central-1.amazonaws.com"),
                BucketObjects.address(new StateStore.AwsBucket(REGION, "shop-acme"), Optional.empty()));
        assertEquals(
                URI.create("https://shop-acme.s3.cn-north-1.amazonaws.com.cn"),
                BucketObjects.address(new StateStore.AwsBucket("cn-north-1", "shop-acme"), Optional.empty()));
    }

    private StateObjects store(String name, AwsCredentials credentials) {
        return new BucketObjects(transport, address(name), REGION, () -> credentials, InstantSource.system());
    }

    private static URI address(String name) {
        return BucketObjects.address(new StateStore.AwsBucket(REGION, name), Optional.of(s3.uri()));
    }
}
