package dev.landfall.functionslocal.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param connections open connections; further ones are closed at once
 * @param headerBytes of one request's header block
 * @param headers header lines in one request
 * @param requestTime from the first byte of a request to its last
 * @param idle how long a kept-alive connection may be silent
 */
public record HttpLimits(int connections, int headerBytes, int headers, Duration requestTime, Duration idle) {

    /** For one machine: a few runners, a few people, one web page. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(1_000, 32 * 1024, 100, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /**
     * The embedded server reads its limits from system properties, once, when its first instance is made. Values that
     * were given on the command line win.
     */
    void apply() {
        set("sun.net.httpserver.nodelay", "true");
        set("jdk.httpserver.maxConnections", String.valueOf(connections));
        set("sun.net.httpserver.maxReqHeaders", String.valueOf(headers));
        set("sun.net.httpserver.maxReqHeaderSize", String.valueOf(headerBytes));
        set("sun.net.httpserver.maxReqTime", String.valueOf(requestTime.toSeconds()));
        set("sun.net.httpserver.idleInterval", String.valueOf(idle.toSeconds()));
        set("sun.net.httpserver.maxIdleConnections", String.valueOf(connections));
    }

    private static void set(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
