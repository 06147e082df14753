package dev.landfall.runner.queue;

import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The long poll of a control plane on one machine ({@link QueueAccess#LANDFALL}). */
public final class LandfallQueueClient implements QueueClient {

    private static final Duration CALL = Duration.ofSeconds(8);
    /** A runner that ends waits no longer than that to say so. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final int MAX_REPLY_BYTES = 1 << 20;

    private final HttpTransport transport;
    private final QueueAccess queue;
    private final String bootId;

    /**
     * @param bootId of this process, so that what a poll of a dead one takes can be given back
     */
    public LandfallQueueClient(HttpTransport transport, QueueAccess queue, String bootId) {
        this.transport = transport;
        this.queue = queue;
        this.bootId = bootId;
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        var body = new ReceiveRequest(max, wait.toSeconds(), VISIBILITY.toSeconds(), bootId);
        var messages = post("/receive", body, wait.plus(CALL), "receive from the queue")
                .read(ReceiveReply.class)
                .messages();
        return messages == null ? List.of() : List.copyOf(messages);
    }

    @Override
    public void delete(String receipt) {
        post("/delete", new ReceiptRequest(receipt), CALL, "delete a message from the queue");
    }

    @Override
    public void release(String receipt) {
        post("/release", new ReceiptRequest(receipt), CALL, "release a message to the queue");
    }

    @Override
    public void leave() {
        post("/leave", new LeaveRequest(bootId), FAREWELL, "leave the queue");
    }

    private Reply post(String operation, Object body, Duration deadline, String what) {
        var request = HttpRequest.newBuilder(URI.create(queue.url() + operation))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + queue.credentials().getOrDefault(QueueAccess.TOKEN, ""))
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        return transport.send(request, deadline, MAX_REPLY_BYTES).orThrow(what);
    }

    private record ReceiveRequest(int max, long waitSeconds, long visibilitySeconds, String receiver) {}

    private record ReceiveReply(@Nullable List<Received> messages) {}

    private record LeaveRequest(String receiver) {}

    private record ReceiptRequest(String receipt) {}
}
