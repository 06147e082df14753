package dev.landfall.protocol.lease;

import java.time.Duration;

/**
 * The times that control plane and runner share.
 */
public final class LeaseTimes {

    /** A runner renews all its leases this often. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Without a heartbeat for this long an attempt is {@code disconnected}: visible, not lost. */
    public static final Duration DISCONNECTED_AFTER = Duration.ofSeconds(30);

    /** Without a heartbeat for this long an attempt of a job that stops when disconnected is lost. */
    public static final Duration LOST_AFTER = Duration.ofMinutes(5);

    /**
     * A runner that could not renew for this long (monotonic) ends the jobs that stop when disconnected. It leaves the
     * control plane's {@link #LOST_AFTER} a minute away for interruption, grace and kill.
     */
    public static final Duration RUNNER_STOPS_AFTER = Duration.ofMinutes(4);

    private LeaseTimes() {}
}
