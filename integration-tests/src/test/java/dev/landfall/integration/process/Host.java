package dev.landfall.integration.process;

import java.net.URI;
import java.util.Map;

/**
 * A running control plane, wherever it runs. Stories are written against this, so that a further host joins them
 * unchanged.
 */
public interface Host extends AutoCloseable {

    /** For test names: {@code local}, {@code lambda}, … */
    String name();

    /** Where its API is, without a trailing slash. */
    URI uri();

    String adminToken();

    /** Ends all its processes at once, without warning. State stays. */
    void kill();

    /** Starts again on the same state and the same address. */
    void restart();

    /** What a runner's environment needs to work with this host. */
    default Map<String, String> runnerEnvironment() {
        return Map.of();
    }

    /** What it printed, for the message of a failed test. */
    String output();

    @Override
    void close();
}
