package dev.landfall.runner.queue.azure;

import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import dev.landfall.runner.queue.LentCredentials;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.Received;
import dev.landfall.runner.time.Ticker;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Looks into a queue of Azure Queue Storage ({@link QueueAccess#AZURE_STORAGE_QUEUE}) again and again at a {@link PollingPace}
 * ("Get Messages", "Delete Message" and "Update Message" of the Queue Storage REST API). A shared access signature without
 * the permission to update messages ({@code u}) cannot release one: it comes again by itself. Thread-safe.
 */
public final class StorageQueueClient implements QueueClient {

    private static final Duration CALL = Duration.ofSeconds(8);
    private static final int MAX_REPLY_BYTES = 4 << 20;
    private static final String VERSION = "2021-12-02";

    private final HttpTransport transport;
    private final URI queue;
    private final String sas;
    private final PollingPace pace;
    private final Ticker ticker;
    private final Pause pause;

    /** How to wait; tests do not. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration);
    }

    /**
     * @param pace shared by all clients of a process, so that it outlives the access
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the access has no signature
     */
    public StorageQueueClient(HttpTransport transport, QueueAccess access, PollingPace pace, Ticker ticker) {
        this(transport, access, pace, ticker, pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    StorageQueueClient(HttpTransport transport, QueueAccess access, PollingPace pace, Ticker ticker, Pause pause) {
        this.transport = transport;
        this.queue = access.url();
        this.sas = LentCredentials.require(access, QueueAccess.SAS);
        this.pace = pace;
        this.ticker = ticker;
        this.pause = pause;
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        long end = ticker.nanos() + wait.toNanos();
        while (true) {
            var messages = look(max);
            if (!messages.isEmpty()) {
                pace.worked();
                return messages;
            }
            var left = Duration.ofNanos(end - ticker.nanos());
            if (!left.isPositive() || Thread.currentThread().isInterrupted()) {
                return List.of();
            }
            var untilNextLook = pace.untilNextLook();
            pause.sleep(left.compareTo(untilNextLook) < 0 ? left : untilNextLook);
            if (left.compareTo(untilNextLook) <= 0) {
                return List.of();
            }
        }
    }

    @Override
    public void delete(String receipt) {
        var delivery = Delivery.parse(receipt);
        var request = request(message(delivery), "popreceipt=" + delivery.encodedReceipt())
                .DELETE()
                .build();
        unlessOver(send(request), "delete a message from the queue");
    }

    @Override
    public void release(String receipt) {
        if (!mayUpdate()) {
            return;
        }
        var delivery = Delivery.parse(receipt);
        var query = "popreceipt=" + delivery.encodedReceipt() + "&visibilitytimeout=0";
        var request =
                request(message(delivery), query).PUT(BodyPublishers.noBody()).build();
        unlessOver(send(request), "release a message to the queue");
    }

    private List<Received> look(int max) {
        pace.looks();
        var query = "numofmessages=" + max + "&visibilitytimeout=" + VISIBILITY.toSeconds();
        var reply = send(request("/messages", query).GET().build());
        if (!reply.succeeded()) {
            throw StorageError.of(reply).asException("receive from the queue", queue);
        }
        return MessageList.read(reply.body());
    }

    private void unlessOver(Reply reply, String what) {
        if (reply.succeeded()) {
            return;
        }
        var error = StorageError.of(reply);
        if (!error.deliveryIsOver()) {
            throw error.asException(what, queue);
        }
    }

    private boolean mayUpdate() {
        return Stream.of(sas.split("&", -1))
                .filter(parameter -> parameter.startsWith("sp="))
                .anyMatch(permissions -> permissions.indexOf('u') > 0);
    }

    private static String message(Delivery delivery) {
        return "/messages/" + delivery.encodedId();
    }

    private HttpRequest.Builder request(String path, String query) {
        return HttpRequest.newBuilder(URI.create(queue + path + "?" + query + "&" + sas))
                .header("x-ms-version", VERSION);
    }

    private Reply send(HttpRequest request) {
        return transport.send(request, CALL, MAX_REPLY_BYTES);
    }
}
