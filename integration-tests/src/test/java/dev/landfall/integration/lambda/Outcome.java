package dev.landfall.integration.lambda;

import java.nio.charset.StandardCharsets;

/** How an invocation ended. */
public sealed interface Outcome {

    /** The handler returned this. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(byte[] payload) implements Outcome {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** The handler threw, and the runtime reported it; the process goes on. */
    record Failure(String type, String payload) implements Outcome {}

    /** The process ended or took longer than the function may; it is replaced. */
    record Crash(String reason) implements Outcome {}
}
