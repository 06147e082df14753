package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.queue.LocalQueueReceiver;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a queue, which in a cloud is the cloud's own service: long poll, delete, release, leave. It takes the
 * token that was lent with the queue, and no other.
 */
public final class QueueHandler implements ExchangeHandler {

    public static final Pattern PATH = Pattern.compile("/v1/queue/([a-z0-9-]+)/(receive|delete|release|leave)");

    /** How long a received message stays hidden when the receiver does not say. */
    static final Duration VISIBILITY = Duration.ofSeconds(30);

    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final Duration MAX_VISIBILITY = Duration.ofMinutes(15);

    private final LocalQueueReceiver queues;
    private final QueueTokens tokens;
    private final GoneReceivers gone;

    /** @param receiver the boot id of the runner's process */
    record Receive(
            @Nullable Integer max,
            @Nullable Integer waitSeconds,
            @Nullable Integer visibilitySeconds,
            @Nullable String receiver) {}

    record Leave(@Nullable String receiver) {}

    record Receipt(@Nullable String receipt) {}

    record Message(String receipt, String body) {}

    record Messages(List<Message> messages) {}

    public QueueHandler(LocalQueueReceiver queues, QueueTokens tokens, GoneReceivers gone) {
        this.queues = queues;
        this.tokens = tokens;
        this.gone = gone;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
            if (!path.matches() || !exchange.getRequestMethod().equals("POST")) {
                throw LandfallException.notFound("A queue is asked by POST to /receive, /delete, /release or /leave.");
            }
            var queue = new QueueName(path.group(1));
            tokens.require(queue, Headers.bearerToken(exchange));
            answer(exchange, queue, path.group(2), RequestBody.read(exchange, MAX_BODY_BYTES));
        } catch (LandfallException e) {
            Replies.error(exchange, e);
        }
    }

    private void answer(HttpExchange exchange, QueueName queue, String verb, byte[] body) throws IOException {
        switch (verb) {
            case "receive" -> Replies.json(exchange, 200, receive(queue, Json.read(body, Receive.class)));
            case "delete" -> {
                queues.delete(queue, receipt(body));
                Replies.empty(exchange, 204);
            }
            case "release" -> {
                queues.changeVisibility(queue, receipt(body), Duration.ZERO);
                Replies.empty(exchange, 204);
            }
            case "leave" -> {
                gone.add(receiver(body));
                Replies.empty(exchange, 204);
            }
            default -> throw LandfallException.notFound("A queue has no '" + verb + "'.");
        }
    }

    private Messages receive(QueueName queue, Receive request) {
        var max = within("max", request.max(), 1, 1, LocalQueueReceiver.MAX_MESSAGES);
        var wait = within("waitSeconds", request.waitSeconds(), 0, 0, (int) LocalQueueReceiver.MAX_WAIT.toSeconds());
        var visibility = within("visibilitySeconds", request.visibilitySeconds(), (int) VISIBILITY.toSeconds(), 1, (int)
                MAX_VISIBILITY.toSeconds());
        var received = queues.receive(queue, max, Duration.ofSeconds(visibility), Duration.ofSeconds(wait));
        if (gone.contains(request.receiver())) {
            received.forEach(message -> queues.changeVisibility(queue, message.receipt(), Duration.ZERO));
            return new Messages(List.of());
        }
        return new Messages(received.stream()
                .map(message -> new Message(message.receipt(), message.body()))
                .toList());
    }

    private static int within(String name, @Nullable Integer value, int otherwise, int least, int most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw LandfallException.invalid(
                    "'" + name + "' is " + value + "; it can be " + least + " to " + most + ".");
        }
        return value;
    }

    private static String receiver(byte[] body) {
        var receiver = Json.read(body, Leave.class).receiver();
        if (receiver == null || receiver.isBlank()) {
            throw LandfallException.invalid("The body needs the 'receiver' that receives no more.");
        }
        return receiver;
    }

    private static String receipt(byte[] body) {
        var receipt = Json.read(body, Receipt.class).receipt();
        if (receipt == null) {
            throw LandfallException.invalid("The body needs the 'receipt' of a received message.");
        }
        return receipt;
    }
}
