package dev.landfall.runner.queue.sqs;

import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.SigV4;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import dev.landfall.runner.queue.LentCredentials;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.Received;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Long polls on Amazon SQS ({@link QueueAccess#SQS}) by its AWS JSON protocol 1.0. A message that is neither deleted nor
 * released comes again, and after the queue's maximum of receives SQS moves it to the dead-letter queue. Thread-safe.
 */
public final class SqsQueueClient implements QueueClient {

    /** What a call may take beside the long poll's own wait. */
    private static final Duration CALL = Duration.ofSeconds(8);

    /** Ten messages of Landfall are 160 KiB; a stranger's may be longer. */
    private static final int MAX_REPLY_BYTES = 4 << 20;

    private static final String RECEIPT = "ReceiptHandle";
    private static final String JSON_PROTOCOL = "application/x-amz-json-1.0";

    private final HttpTransport transport;
    private final URI queue;
    private final URI endpoint;
    private final AwsCredentials credentials;
    private final SigV4 signer;
    private final InstantSource clock;

    /**
     * @param clock the time by which requests are signed; SQS refuses what is off by more than 15 minutes
     * @throws dev.landfall.protocol.error.LandfallException INVALID when the access lacks a credential
     */
    public SqsQueueClient(HttpTransport transport, QueueAccess access, InstantSource clock) {
        this.transport = transport;
        this.queue = access.url();
        this.endpoint = queue.resolve("/");
        this.credentials = new AwsCredentials(
                LentCredentials.require(access, QueueAccess.ACCESS_KEY_ID),
                LentCredentials.require(access, QueueAccess.SECRET_ACCESS_KEY),
                access.credentials().get(QueueAccess.SESSION_TOKEN),
                access.expiresAt());
        this.signer = new SigV4(LentCredentials.require(access, QueueAccess.REGION), "sqs");
        this.clock = clock;
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        var members = new TreeMap<String, Object>();
        members.put("MaxNumberOfMessages", max);
        members.put("WaitTimeSeconds", wait.toSeconds());
        members.put("VisibilityTimeout", VISIBILITY.toSeconds());
        var reply = send("ReceiveMessage", members, wait.plus(CALL));
        if (!reply.succeeded()) {
            throw SqsError.of(reply).asException("receive from the queue", queue);
        }
        return messages(reply);
    }

    @Override
    public void delete(String receipt) {
        unlessOver(send("DeleteMessage", Map.of(RECEIPT, receipt), CALL), "delete a message from the queue");
    }

    @Override
    public void release(String receipt) {
        var members = Map.<String, Object>of(RECEIPT, receipt, "VisibilityTimeout", 0);
        unlessOver(send("ChangeMessageVisibility", members, CALL), "release a message to the queue");
    }

    private static List<Received> messages(Reply reply) {
        var messages = new ArrayList<Received>();
        for (var message : Json.readTree(reply.body()).path("Messages")) {
            messages.add(new Received(
                    message.path(RECEIPT).asString(""), message.path("Body").asString("")));
        }
        return List.copyOf(messages);
    }

    private void unlessOver(Reply reply, String what) {
        if (reply.succeeded()) {
            return;
        }
        var error = SqsError.of(reply);
        if (!error.deliveryIsOver()) {
            throw error.asException(what, queue);
        }
    }

    private Reply send(String action, Map<String, Object> members, Duration deadline) {
        var body = new TreeMap<>(members);
        body.put("QueueUrl", queue.toString());
        var headers = Map.of("Content-Type", JSON_PROTOCOL, "X-Amz-Target", "AmazonSQS." + action);
        var unsigned = new AwsRequest("POST", endpoint, headers, Json.writeString(body));
        var signed = signer.sign(unsigned, credentials, clock.instant());
        var request = HttpRequest.newBuilder(endpoint).POST(BodyPublishers.ofString(signed.body()));
        signed.headers().forEach(request::header);
        return transport.send(request.build(), deadline, MAX_REPLY_BYTES);
    }
}
