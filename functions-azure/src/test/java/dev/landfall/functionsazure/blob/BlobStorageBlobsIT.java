package dev.landfall.functionsazure.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.storage.blob.BlobServiceClient;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.testkit.blob.BlobsContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BlobStorageBlobsIT extends BlobsContract {

    private static final BlobServiceClient SERVICE =
            AzuriteStorage.clients().blobs(AzuriteStorage.azurite().blob());
    private static final Blobs BLOBS = new BlobStorageBlobs(SERVICE, "contract", AzuriteStorage.azurite()::now);

    static {
        SERVICE.createBlobContainer("contract");
    }

    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(Azurite.tls(AzuriteStorage.azurite().trustStore()))
            .build();
    private final String key = UUID.randomUUID() + "/plan.tar";

    @Override
    protected Blobs blobs() {
        return BLOBS;
    }

    @Override
    protected Instant now() {
        return AzuriteStorage.azurite().now();
    }

    @Test
    void aLentAddressWritesAndAnotherReads() throws Exception {
        var write = BLOBS.writeAddress(key, Duration.ofMinutes(5), 1_000);

        assertEquals(201, put(write.url(), write.headers()).statusCode());
        assertArrayEquals("bytes".getBytes(UTF_8), BLOBS.find(key).orElseThrow());
        var read = get(BLOBS.readAddress(key, Duration.ofMinutes(5)).url());
        assertEquals(200, read.statusCode());
        assertEquals("bytes", read.body());
    }

    @Test
    void anAddressIsGoodForItsBlobItsUseAndItsTimeAlone() throws Exception {
        BLOBS.put(key, "bytes".getBytes(UTF_8));
        BLOBS.put(key + "2", "other".getBytes(UTF_8));
        var read = BLOBS.readAddress(key, Duration.ofMinutes(5));
        var write = BLOBS.writeAddress(key, Duration.ofMinutes(5), 1_000);

        assertEquals(403, put(read.url(), write.headers()).statusCode());
        assertEquals(403, get(write.url()).statusCode());
        assertEquals(403, get(otherBlob(read)).statusCode());
        assertEquals(
                403,
                get(URI.create(read.url().toString().replace("sp=r", "sp=racwd")))
                        .statusCode());
        AzuriteStorage.azurite().advance(Duration.ofMinutes(6));
        assertEquals(403, get(read.url()).statusCode());
        assertEquals("bytes", new String(BLOBS.find(key).orElseThrow(), UTF_8));
    }

    private URI otherBlob(BlobAddress address) {
        return URI.create(address.url().toString().replace(key, key + "2"));
    }

    private HttpResponse<String> put(URI url, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("bytes"));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
