package dev.landfall.integration.azure;

import java.net.URI;

/**
 * A request of the control plane to one of Azure's services.
 *
 * @param cause what called the function that made it: {@code POST /v1/runner/claims}, {@code event advance}, {@code tick};
 *     {@value #HOST} for the Functions host itself
 * @param atNanos when it was about to be sent, by {@link System#nanoTime}
 */
public record ServiceRequest(String cause, Service service, String method, URI uri, long atNanos) {

    static final String HOST = "host";

    /** Who is asked. */
    public enum Service {
        TABLE,
        QUEUE,
        BLOB,
        KEY_VAULT
    }

    /** What it was for: a step of a job, or something that belongs to no job. */
    String step() {
        var path = cause.substring(cause.indexOf(' ') + 1);
        if (path.startsWith("/v1/webhooks/")) {
            return "webhook";
        }
        if (path.startsWith("/v1/runner/logs/")) {
            return "log chunk";
        }
        return switch (path) {
            case "/v1/runner/claims" -> "claim";
            case "/v1/runner/completions" -> "completion";
            case "/v1/runner/heartbeats" -> "heartbeat";
            default -> cause;
        };
    }

    /** A table's batches and everything else that is not a read. */
    public boolean writes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    /** A message is put into a queue. */
    public boolean sendsMessage() {
        return service == Service.QUEUE
                && method.equals("POST")
                && uri.getPath().endsWith("/messages");
    }
}
