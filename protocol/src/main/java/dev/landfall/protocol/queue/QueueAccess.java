package dev.landfall.protocol.queue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Access to one pool's queue, lent for minutes.
 *
 * @param type which protocol the queue speaks: {@link #LANDFALL}, {@link #SQS} or {@link #AZURE_STORAGE_QUEUE}
 * @param url of the queue, without any credential in it
 * @param credentials by name, as the type needs them; secret
 */
public record QueueAccess(String type, URI url, Map<String, String> credentials, Instant expiresAt) {

    /** The long poll of a control plane on one machine. */
    public static final String LANDFALL = "landfall";

    /** Bearer token of {@link #LANDFALL}. */
    public static final String TOKEN = "token";

    /** Amazon SQS; the url is the queue's own, as {@code GetQueueUrl} gives it. Lent are credentials of STS. */
    public static final String SQS = "sqs";

    /** Credential of {@link #SQS}. */
    public static final String ACCESS_KEY_ID = "accessKeyId";

    /** Credential of {@link #SQS}. */
    public static final String SECRET_ACCESS_KEY = "secretAccessKey";

    /** Credential of {@link #SQS}. */
    public static final String SESSION_TOKEN = "sessionToken";

    /** AWS region of the queue of {@link #SQS}; no secret, kept beside the credentials because signatures name it. */
    public static final String REGION = "region";

    /** Azure Queue Storage; the url is {@code https://<account>.queue.core.windows.net/<queue>}, without a query. */
    public static final String AZURE_STORAGE_QUEUE = "azure-storage-queue";

    /** Shared access signature of {@link #AZURE_STORAGE_QUEUE}: a query string without its question mark. */
    public static final String SAS = "sas";

    public QueueAccess {
        credentials = credentials == null ? Map.of() : Map.copyOf(credentials);
    }

    @Override
    public String toString() {
        return "QueueAccess[" + type + ", " + url + ", expires " + expiresAt + "]";
    }
}
