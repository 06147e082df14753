package dev.landfall.functionsazure.queue;

import com.azure.storage.queue.QueueClient;
import java.time.Instant;

/** Makes the access that is lent for one queue. */
public interface QueueLending {

    /**
     * A shared access signature to receive and delete messages of that queue, and for nothing else.
     *
     * @return query string without a question mark; secret
     */
    String sas(QueueClient queue, Instant startsAt, Instant expiresAt);
}
