package dev.landfall.runner.queue.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.emulators.ElasticMq;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.QueueClientContract;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

final class ElasticMqQueueClientIT extends QueueClientContract {

    private static ElasticMq server;
    private static int queues;

    private final HttpTransport transport = new HttpTransport();
    private String queue = "";

    @BeforeAll
    static void start() {
        server = ElasticMq.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void create() {
        queue = call("CreateQueue", Map.of("QueueName", "lf-pool-" + ++queues))
                .path("QueueUrl")
                .asString("");
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Override
    protected QueueClient client() {
        return client(queue);
    }

    @Override
    protected QueueClient clientOfMissingQueue() {
        return client(queue + "-missing");
    }

    @Override
    protected QueueClient clientWithExpiredAccess() {
        throw new UnsupportedOperationException("it checks no credentials");
    }

    @Override
    protected boolean supportsExpiry() {
        return false;
    }

    @Override
    protected void send(String message) {
        call("SendMessage", Map.of("QueueUrl", queue, "MessageBody", message));
    }

    private QueueClient client(String url) {
        var credentials = Map.of(
                QueueAccess.ACCESS_KEY_ID, "any",
                QueueAccess.SECRET_ACCESS_KEY, "any",
                QueueAccess.SESSION_TOKEN, "any",
                QueueAccess.REGION, "elasticmq");
        var access = new QueueAccess(
                QueueAccess.SQS, URI.create(url), credentials, Instant.now().plusSeconds(900));
        return new SqsQueueClient(transport, access, InstantSource.system());
    }

    private JsonNode call(String action, Map<String, String> members) {
        var request = HttpRequest.newBuilder(server.uri().resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(BodyPublishers.ofByteArray(Json.write(members)))
                .build();
        var reply = transport.send(request, Duration.ofSeconds(20), 1 << 20);
        assertEquals(200, reply.status(), () -> new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8));
        return Json.readTree(reply.body());
    }
}
