package dev.landfall.controlplane.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Sends HTTP requests to the outside. Redirects are not followed. Implementations are thread-safe; whatever keeps an answer
 * from coming whole and in time throws UNAVAILABLE.
 */
@FunctionalInterface
public interface Outbound {

    /** From the start of a request to the last byte of its answer. */
    Duration DEADLINE = Duration.ofSeconds(5);

    /** Longest answer. */
    int MAX_ANSWER_BYTES = 256 * 1024;

    Answer send(Request request);

    /**
     * @param method GET or POST
     * @param headers by name, without Host
     * @param body empty for none
     */
    record Request(String method, URI uri, Map<String, String> headers, String body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of("Accept", "application/json"), "");
        }

        /** Without headers and body: both may hold what is secret. */
        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** Of any status. */
    record Answer(int status, String body) {}
}
