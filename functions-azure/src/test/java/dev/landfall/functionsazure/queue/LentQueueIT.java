package dev.landfall.functionsazure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LentQueueIT {

    private final JobQueues queues = new StorageJobQueues(
            AzuriteStorage.clients().queues(AzuriteStorage.azurite().queue()),
            "landfall",
            new SharedKeyLending(),
            AzuriteStorage.azurite()::now);
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(Azurite.tls(AzuriteStorage.azurite().trustStore()))
            .build();
    private final QueueName queue = new QueueName("q-" + UUID.randomUUID());
    private final QueueName other = new QueueName("q-" + UUID.randomUUID());

    @Test
    void whatIsLentReceivesFromThatQueueUntilItsTimeIsOver() throws Exception {
        queues.create(queue);
        queues.create(other);
        queues.send(queue, "hint", Duration.ZERO);
        var access = queues.lend(queue, Duration.ofMinutes(10));

        assertEquals(QueueAccess.AZURE_STORAGE_QUEUE, access.type());
        assertEquals(200, status("GET", access, access.url() + "/messages"));
        assertEquals(403, status("POST", access, access.url() + "/messages"));
        assertEquals(403, status("GET", access, access.url() + "/messages?peekonly=true"));
        assertEquals(403, status("DELETE", access, access.url().toString()));
        assertEquals(
                403,
                status("GET", access, access.url().toString().replace(queue.value(), other.value()) + "/messages"));
        AzuriteStorage.azurite().advance(Duration.ofMinutes(11));
        assertEquals(403, status("GET", access, access.url() + "/messages"));
    }

    private int status(String method, QueueAccess access, String url) throws Exception {
        var sas = access.credentials().get(QueueAccess.SAS);
        var body = "<QueueMessage><MessageText>bW9yZQ==</MessageText></QueueMessage>";
        var request = HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + sas))
                .method(method, method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                .header("content-type", "application/xml");
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
