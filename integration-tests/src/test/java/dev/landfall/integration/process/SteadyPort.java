package dev.landfall.integration.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * A port of the loopback address for a server that is killed and comes back on it. It is below those that a system hands out by
 * itself (from 32768 on Linux, from 49152 by RFC 6335), so that no connection and no other server of the tests takes it while it is
 * free; a server that asked for port 0 would lose its port now and then.
 */
public final class SteadyPort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_767;
    private static final int MAX_TRIES = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SteadyPort() {}

    /** One that is free now. */
    public static int free() {
        for (int i = 0; i < MAX_TRIES; i++) {
            int port = RANDOM.nextInt(LOWEST, HIGHEST + 1);
            try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // taken: the next
            }
        }
        throw new AssertionError("no port between " + LOWEST + " and " + HIGHEST + " is free");
    }
}
