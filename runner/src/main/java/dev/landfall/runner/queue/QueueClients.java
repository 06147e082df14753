package dev.landfall.runner.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.queue.azure.PollingPace;
import dev.landfall.runner.queue.azure.StorageQueueClient;
import dev.landfall.runner.queue.sqs.SqsQueueClient;
import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the client that a lent access needs. The classes of a type are loaded when such an access first comes. Thread-safe. */
public final class QueueClients {

    private final HttpTransport transport;
    private final String bootId;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollingPace pace;

    /**
     * @param bootId of this process
     * @param clock the control plane's time, by which requests are signed
     * @param busyFor how long after work a queue without long polls is looked into often
     */
    public QueueClients(HttpTransport transport, String bootId, InstantSource clock, Ticker ticker, Duration busyFor) {
        this.transport = transport;
        this.bootId = bootId;
        this.clock = clock;
        this.ticker = ticker;
        this.pace = new PollingPace(ticker, busyFor);
    }

    /**
     * The client of one access; it is good for as long as that is.
     *
     * @throws LandfallException INVALID when this version does not know the type, or something is missing
     */
    public QueueClient of(QueueAccess access) {
        return switch (access.type()) {
            case QueueAccess.LANDFALL -> new LandfallQueueClient(transport, access, bootId);
            case QueueAccess.SQS -> new SqsQueueClient(transport, access, clock);
            case QueueAccess.AZURE_STORAGE_QUEUE -> new StorageQueueClient(transport, access, pace, ticker);
            default -> throw unknown(access.type());
        };
    }

    private static LandfallException unknown(String type) {
        return LandfallException.invalid("The control plane lent a queue of type '" + type
                + "', which this version of the runner does not know: it knows " + QueueAccess.LANDFALL + ", "
                + QueueAccess.SQS + " and " + QueueAccess.AZURE_STORAGE_QUEUE + ". Update the runner.");
    }
}
