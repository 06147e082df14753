package dev.landfall.runner.queue;

import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.fake.FakeControlPlane;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class LandfallQueueClientTest extends QueueClientContract {

    private final HttpTransport transport = new HttpTransport();
    private final FakeControlPlane server = new FakeControlPlane();

    LandfallQueueClientTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        transport.close();
    }

    @Override
    protected QueueClient client() {
        return client("/v1/queue/pool_test", FakeControlPlane.QUEUE_TOKEN);
    }

    @Override
    protected QueueClient clientOfMissingQueue() {
        return client("/v1/queue/pool_other", FakeControlPlane.QUEUE_TOKEN);
    }

    @Override
    protected QueueClient clientWithExpiredAccess() {
        return client("/v1/queue/pool_test", "expired");
    }

    @Override
    protected void send(String message) {
        server.model().send(message);
    }

    private QueueClient client(String path, String token) {
        var access = new QueueAccess(
                QueueAccess.LANDFALL,
                URI.create(server.uri() + path),
                Map.of(QueueAccess.TOKEN, token),
                Instant.parse("2030-01-01T00:00:00Z"));
        return new LandfallQueueClient(transport, access, "boot");
    }
}
