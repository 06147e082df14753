package dev.landfall.functionsaws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.emulators.S3Proxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.blob.BlobsContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On s3proxy. */
class S3BlobsIT extends BlobsContract {

    private static final String BUCKET = "landfall-blobs";
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static S3Proxy s3;
    private static AwsClients clients;
    private static S3Blobs blobs;

    private final String top = "x" + UUID.randomUUID() + "/";

    @BeforeAll
    static void start() {
        s3 = S3Proxy.start();
        clients = TestClients.of("S3", s3.uri());
        clients.s3().createBucket(request -> request.bucket(BUCKET));
        blobs = new S3Blobs(clients::s3, clients::s3Presigner, BUCKET, new S3Encryption.ManagedByS3());
    }

    @AfterAll
    static void stop() {
        clients.close();
        s3.close();
    }

    @Test
    void anAddressToReadGivesTheBlobWithoutCredentials() throws Exception {
        blobs.put(top + "a", "hello".getBytes(UTF_8));
        var address = blobs.readAddress(top + "a", Duration.ofMinutes(5));

        assertEquals("hello", get(address.url()).body());
    }

    @Test
    void anAddressToWriteTakesTheBlobWithoutCredentials() throws Exception {
        var address = blobs.writeAddress(top + "up", Duration.ofMinutes(5), 100);

        assertEquals(Map.of("x-amz-server-side-encryption", "AES256"), address.headers());
        assertEquals(200, put(address.url(), "uploaded", address.headers()));
        assertArrayEquals("uploaded".getBytes(UTF_8), blobs.find(top + "up").orElseThrow());
    }

    @Test
    void anAddressOpensNothingElse() throws Exception {
        blobs.put(top + "a", "hello".getBytes(UTF_8));
        blobs.put(top + "b", "other".getBytes(UTF_8));
        var read = blobs.readAddress(top + "a", Duration.ofMinutes(5)).url().toString();

        assertEquals(403, get(URI.create(read.replace("/a?", "/b?"))).statusCode());
        assertEquals(403, put(URI.create(read), "changed", Map.of()));
        assertEquals("hello", new String(blobs.find(top + "a").orElseThrow(), UTF_8));
    }

    @Test
    void anAddressWhoseTimeIsOverIsRefused() throws Exception {
        blobs.put(top + "a", "hello".getBytes(UTF_8));
        var address = blobs.readAddress(top + "a", Duration.ofSeconds(1));
        var deadline = Instant.now().plus(DEADLINE);
        int status = get(address.url()).statusCode();
        while (status == 200 && Instant.now().isBefore(deadline)) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
            status = get(address.url()).statusCode();
        }

        assertEquals(403, status);
    }

    @Test
    void anUploadWithoutItsEncryptionIsRefused() throws Exception {
        var address = blobs.writeAddress(top + "up", Duration.ofMinutes(5), 100);

        assertEquals(403, put(address.url(), "uploaded", Map.of()));
    }

    @Test
    void aBucketThatIsNotThereIsAMistakeInTheSettings() {
        var wrong = new S3Blobs(clients::s3, clients::s3Presigner, "no-such-bucket", new S3Encryption.BucketDefault());

        var failure = assertThrows(LandfallException.class, () -> wrong.find("a"));
        assertEquals(ErrorKind.INTERNAL, failure.kind());
    }

    @Test
    void whatIsThrottledOrLostOnTheWayIsWrittenAndReadAllTheSame() {
        var bytes = "x".repeat(100_000).getBytes(UTF_8);
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(s3.uri(), plan);
                var behind = TestClients.of("S3", proxy.uri())) {
            var faulty = new S3Blobs(behind::s3, behind::s3Presigner, BUCKET, new S3Encryption.ManagedByS3());
            plan.next(Fault.THROTTLED, Fault.LOST_REPLY);
            faulty.put(top + "a", bytes);
            plan.next(Fault.BROKEN, Fault.HALF_REPLY);
            assertArrayEquals(bytes, faulty.find(top + "a").orElseThrow());
            plan.next(Fault.LOST_REPLY);
            assertFalse(faulty.putIfAbsent(top + "b", bytes), "it finds its own bytes");
            assertArrayEquals(bytes, blobs.find(top + "b").orElseThrow());
            plan.next(Fault.HALF_REPLY);
            assertThrows(LandfallException.class, () -> faulty.list(top, "", 10), "half a list is none");
            plan.next(Fault.BROKEN, Fault.LOST_REPLY);
            assertEquals(List.of(top + "a", top + "b"), faulty.list(top, "", 10));
            plan.next(Fault.LOST_REPLY);
            faulty.delete(top + "a");
            assertEquals(Optional.empty(), blobs.find(top + "a"));
        }
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected boolean supportsKeysBelowKeys() {
        return false;
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    private static int put(URI address, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request).statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
