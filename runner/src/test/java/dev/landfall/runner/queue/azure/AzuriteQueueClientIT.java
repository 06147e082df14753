package dev.landfall.runner.queue.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.emulators.Azurite;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.QueueClientContract;
import dev.landfall.runner.time.Ticker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AzuriteQueueClientIT extends QueueClientContract {

    private static Azurite azurite;
    private static SSLContext usualTls;
    private static int queues;

    private final HttpTransport transport = new HttpTransport();
    private String queue = "";

    @BeforeAll
    static void start() throws NoSuchAlgorithmException {
        azurite = Azurite.start();
        usualTls = SSLContext.getDefault();
        SSLContext.setDefault(Azurite.tls(azurite.trustStore()));
    }

    @AfterAll
    static void stop() {
        SSLContext.setDefault(usualTls);
        azurite.close();
    }

    @BeforeEach
    void create() {
        queue = "lf-pool-" + ++queues;
        asOwner("PUT", "/" + queue, "");
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    protected QueueClient client() {
        return client(queue, SharedAccess.queue(queue, "pu", later()));
    }

    @Override
    protected QueueClient clientOfMissingQueue() {
        return client(queue + "-missing", SharedAccess.queue(queue + "-missing", "pu", later()));
    }

    @Override
    protected QueueClient clientWithExpiredAccess() {
        return client(queue, SharedAccess.queue(queue, "pu", azurite.now().minusSeconds(60)));
    }

    @Override
    protected void send(String message) {
        var text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        asOwner(
                "POST",
                "/" + queue + "/messages",
                "<QueueMessage><MessageText>" + text + "</MessageText></QueueMessage>");
    }

    @Test
    void whatTheControlPlaneLendsIsEnoughToReceiveAndDelete() {
        send("{}");
        var lent = client(queue, SharedAccess.queue(queue, "p", later()));
        var received = lent.receive(1, SOON).getFirst();
        lent.release(received.receipt());
        lent.delete(received.receipt());
        assertEquals(List.of(), client().receive(1, Duration.ZERO));
    }

    private static Instant later() {
        return azurite.now().plusSeconds(900);
    }

    private QueueClient client(String name, String sas) {
        var access = new QueueAccess(
                QueueAccess.AZURE_STORAGE_QUEUE,
                URI.create(azurite.queue() + "/" + name),
                Map.of(QueueAccess.SAS, sas),
                later());
        var ticker = Ticker.system();
        return new StorageQueueClient(transport, access, new PollingPace(ticker, Duration.ofMinutes(10)), ticker);
    }

    private void asOwner(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(azurite.queue() + path + "?" + SharedAccess.account(later())))
                .header("x-ms-version", "2021-12-02")
                .method(method, BodyPublishers.ofString(body))
                .build();
        var reply = transport.send(request, Duration.ofSeconds(20), 1 << 20);
        assertEquals(201, reply.status(), () -> new String(reply.body(), StandardCharsets.UTF_8));
    }
}
